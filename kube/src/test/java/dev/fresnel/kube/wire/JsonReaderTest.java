package dev.fresnel.kube.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonReaderTest {

    private static final String LIST = """
            {"kind":"ThingList","apiVersion":"example.com/v1","metadata":{"resourceVersion":"4711","continue":"more",
            "remainingItemCount":17},"items":[
             {"metadata":{"name":"a","namespace":"shop","uid":"1","resourceVersion":"7",
               "managedFields":[{"manager":"kubectl","fieldsV1":{"f:spec":{}}}],"labels":{"app":"web","ünï":"\\u2603"}},
              "spec":{"size":3,"weight":2.50,"big":12345678901234567890,"on":true,"none":null,
                      "ports":[{"name":"http","port":80},{"name":"","port":443},"odd"],"managedFields":"mine"}},
             {"metadata":{"name":"b"},"spec":"not an object"}
            ]}
            """;

    private static final String WATCH = """
            {"type":"ADDED","object":{"metadata":{"name":"a","resourceVersion":"1"},"spec":{"size":3}}}
            {"type":"MODIFIED","object":{"metadata":{"name":"a","resourceVersion":"2"},"spec":{"size":4}}}
            {"type":"DELETED","object":{"metadata":{"name":"a","resourceVersion":"3"}}}
            {"type":"NEWER THAN THIS","object":{"metadata":{"name":"a"}}}
            {"type":"BOOKMARK","object":{"kind":"Thing","metadata":{"resourceVersion":"9",
             "annotations":{"k8s.io/initial-events-end":"true"}}}}
            {"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"too old"}}
            """;

    private final Random random = new Random(20_261_122);

    @Test
    void bodies_are_the_objects_without_their_managed_fields() throws IOException {
        List<ReadObject> objects = all(reader(PathTrie.of(List.of())).list(in(LIST)));

        assertThat(new String(objects.getFirst().body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"apiVersion\":\"example.com/v1\",\"kind\":\"Thing\",\"metadata\":{\"name\":\"a\","
                        + "\"namespace\":\"shop\",\"uid\":\"1\",\"resourceVersion\":\"7\",\"labels\":{\"app\":\"web\","
                        + "\"ünï\":\"☃\"}},\"spec\":{\"size\":3,\"weight\":2.50,\"big\":12345678901234567890,\"on\":true,"
                        + "\"none\":null,\"ports\":[{\"name\":\"http\",\"port\":80},{\"name\":\"\",\"port\":443},\"odd\"],"
                        + "\"managedFields\":\"mine\"}}");
        assertThat(objects.getFirst().namespace()).isEqualTo("shop");
        assertThat(objects.getFirst().uid()).isEqualTo("1");
        assertThat(objects.getFirst().resourceVersion()).isEqualTo("7");
        assertThat(objects.getFirst().encoding()).isEqualTo(Encoding.JSON);
    }

    @Test
    void fields_are_what_was_asked_for_and_of_other_types_than_expected_nothing() throws IOException {
        PathTrie asked = PathTrie.of(
                List.of("spec.size", "spec.ports.port", "spec.none", "spec.weight.deep", "metadata.labels", "kind"));

        List<ReadObject> objects = all(reader(asked).list(in(LIST)));

        assertThat(objects.get(0).fields())
                .isEqualTo(Map.of(
                        "kind",
                        "Thing",
                        "metadata",
                        Map.of("labels", Map.of("app", "web", "ünï", "☃")),
                        "spec",
                        Map.of("size", 3L, "ports", List.of(Map.of("port", 80L), Map.of("port", 443L)))));
        assertThat(objects.get(1).fields()).isEqualTo(Map.of("kind", "Thing", "metadata", Map.of()));
    }

    @Test
    void what_is_read_is_the_object_cut_down_to_what_was_asked() throws IOException {
        for (int round = 0; round < 2_000; round++) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("apiVersion", "example.com/v1");
            object.put("kind", "Thing");
            object.put("metadata", Map.of("name", "thing"));
            object.put("spec", tree(4));
            object.put("status", tree(4));
            List<String> paths = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                paths.add(random.nextBoolean() ? "spec" : "status");
                for (int depth = random.nextInt(4); depth > 0; depth--) {
                    paths.set(paths.size() - 1, paths.getLast() + "." + name());
                }
            }
            PathTrie asked = PathTrie.of(paths);
            String list = "{\"items\":[" + JsonMapper.shared().writeValueAsString(object) + "]}";

            ReadObject read = all(reader(asked).list(in(list))).getFirst();

            assertThat(read.fields()).as("%s of %s", paths, object).isEqualTo(Pruning.prune(object, asked));
            assertThat(JsonMapper.shared().readTree(read.body()))
                    .isEqualTo(JsonMapper.shared().valueToTree(object));
        }
    }

    @Test
    void lists_are_read_the_same_wherever_the_bytes_are_split() throws IOException {
        byte[] bytes = LIST.getBytes(StandardCharsets.UTF_8);
        List<String> expected = texts(all(reader(PathTrie.WHOLE).list(in(LIST))));
        assertThat(expected).hasSize(2);
        for (int split = 1; split < bytes.length; split++) {
            ListReader reader = reader(PathTrie.WHOLE).list(Frames.split(bytes, split));
            assertThat(reader.meta()).isEqualTo(new ListMeta("4711", "more", 17));
            assertThat(texts(all(reader))).isEqualTo(expected);
        }
    }

    @Test
    void watches_are_read_event_by_event_wherever_the_bytes_are_split() throws IOException {
        byte[] bytes = WATCH.getBytes(StandardCharsets.UTF_8);
        for (int split = 1; split < bytes.length; split++) {
            WatchReader watch = reader(PathTrie.WHOLE).watch(Frames.split(bytes, split));
            assertThat(watch.next())
                    .isInstanceOfSatisfying(
                            WatchEvent.Upserted.class,
                            event ->
                                    assertThat(event.object().resourceVersion()).isEqualTo("1"));
            assertThat(watch.next()).isInstanceOf(WatchEvent.Upserted.class);
            assertThat(watch.next())
                    .isInstanceOfSatisfying(
                            WatchEvent.Deleted.class,
                            event ->
                                    assertThat(event.object().resourceVersion()).isEqualTo("3"));
            assertThat(watch.next()).isEqualTo(new WatchEvent.Bookmark("9", true));
            assertThat(watch.next()).isEqualTo(new WatchEvent.Failure(new ApiStatus(410, "Expired", "too old", -1)));
            assertThat(watch.more()).isFalse();
            assertThat(watch.next()).isNull();
        }
    }

    @Test
    void a_watch_tells_whether_more_is_waiting() throws IOException {
        WatchReader watch = reader(PathTrie.WHOLE).watch(in(WATCH));
        for (int left = 5; left > 0; left--) {
            watch.next();
            assertThat(watch.more()).isEqualTo(left > 1);
        }
    }

    @Test
    void an_answer_that_ends_too_early_is_never_taken_for_whole() {
        byte[] bytes = LIST.strip().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> all(reader(PathTrie.WHOLE).list(new ByteArrayInputStream(cut))))
                    .as("%s bytes", length)
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void an_answer_of_another_kind_is_refused_with_a_sentence() {
        assertThatThrownBy(() -> reader(PathTrie.WHOLE).list(in("<html>Welcome</html>")))
                .isInstanceOf(UnreadableAnswerException.class)
                .hasMessageContaining("the answer's JSON is broken at byte");
        assertThatThrownBy(() -> reader(PathTrie.WHOLE).list(in("{\"kind\":\"Table\",\"items\":[]}")))
                .hasMessage("a list was asked for, and the answer is a Table");
        assertThatThrownBy(() -> reader(PathTrie.WHOLE).list(in("{\"hello\":\"world\"}")))
                .hasMessage("a list was asked for, and the answer has no items");
        assertThatThrownBy(() -> all(reader(PathTrie.WHOLE).list(in("{\"items\":[[1]]}"))))
                .isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void annotations_of_a_megabyte_are_read() throws IOException {
        String megabyte = "x".repeat(1 << 20);
        String list = "{\"items\":[{\"metadata\":{\"name\":\"a\",\"annotations\":{\"a\":\"" + megabyte + "\"}}}]}";

        ReadObject read = all(reader(PathTrie.of(List.of("metadata.annotations.a")))
                        .list(in(list)))
                .getFirst();

        assertThat(read.fields()).isEqualTo(Map.of("metadata", Map.of("annotations", Map.of("a", megabyte))));
    }

    private Object tree(int depth) {
        return switch (depth == 0 ? 2 + random.nextInt(4) : random.nextInt(6)) {
            case 0 -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(name(), tree(depth - 1));
                }
                yield map;
            }
            case 1 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(tree(depth - 1));
                }
                yield list;
            }
            case 2 -> "text " + random.nextInt(5) + "\"\\\n\u0001é😀";
            case 3 -> random.nextLong();
            case 4 -> random.nextInt(100) / 8.0 + 0.0625;
            default -> random.nextBoolean();
        };
    }

    private String name() {
        return List.of("a", "b", "c", "d").get(random.nextInt(4));
    }

    private static ObjectReader reader(PathTrie asked) {
        return new JsonReader(new Reading("example.com/v1", "Thing", asked, true, false));
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<ReadObject> all(ListReader list) throws IOException {
        List<ReadObject> all = new ArrayList<>();
        for (ReadObject next = list.next(); next != null; next = list.next()) {
            all.add(next);
        }
        return all;
    }

    private static List<String> texts(List<ReadObject> objects) {
        return objects.stream()
                .map(object -> object.name() + object.fields() + new String(object.body(), StandardCharsets.UTF_8))
                .toList();
    }
}
