package dev.fresnel.kube.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.kubernetes.client.proto.Meta;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ProtobufReaderTest {

    private static final Meta.ListMeta META = Meta.ListMeta.newBuilder()
            .setResourceVersion("4711")
            .setContinue("more")
            .setRemainingItemCount(17)
            .build();

    private final Random random = new Random(20_261_122);
    private final RandomObjects objects = new RandomObjects(random);

    @Test
    void what_is_read_is_the_json_of_the_object_cut_down_to_what_was_asked() throws IOException {
        for (RandomObjects.Sample kind : RandomObjects.kinds()) {
            for (int round = 0; round < 25; round++) {
                DynamicMessage object = objects.object(kind.type());
                List<String> paths = somePaths(kind);
                PathTrie asked = PathTrie.of(paths);
                Map<?, ?> full = full(kind, object);

                ReadObject read = only(reader(kind, asked).list(in(list(kind, List.of(object)))));

                if (!kind.kind().equals("Secret")) {
                    assertThat(read.fields()).as("%s %s", kind, paths).isEqualTo(Pruning.prune(full, asked));
                }
                assertThat(full.get("metadata"))
                        .asInstanceOf(InstanceOfAssertFactories.MAP)
                        .containsEntry("name", read.name())
                        .containsEntry("uid", read.uid())
                        .containsEntry("resourceVersion", read.resourceVersion());
            }
        }
    }

    @Test
    void bodies_are_the_objects_without_their_managed_fields() throws IOException {
        for (RandomObjects.Sample kind : RandomObjects.kinds()) {
            if (kind.kind().equals("Secret")) {
                continue;
            }
            for (int round = 0; round < 10; round++) {
                DynamicMessage object = objects.object(kind.type());

                ReadObject read = only(reader(kind, PathTrie.of(List.of())).list(in(list(kind, List.of(object)))));

                assertThat(DynamicMessage.parseFrom(kind.type(), read.body())).isEqualTo(unmanaged(object));
                assertThat(new String(read.body(), StandardCharsets.ISO_8859_1)).doesNotContain("secret manager");
            }
        }
    }

    @Test
    void lists_are_read_the_same_wherever_the_bytes_are_split() throws IOException {
        RandomObjects.Sample pod = pod();
        List<DynamicMessage> pods = List.of(small(pod), small(pod));
        byte[] list = list(pod, pods);
        List<String> expected = all(reader(pod, PathTrie.WHOLE).list(in(list))).stream()
                .map(ProtobufReaderTest::text)
                .toList();
        assertThat(expected).hasSize(2);
        for (int split = 1; split < list.length; split++) {
            ListReader reader = reader(pod, PathTrie.WHOLE).list(Frames.split(list, split));

            assertThat(all(reader).stream().map(ProtobufReaderTest::text).toList())
                    .isEqualTo(expected);
            assertThat(reader.meta()).isEqualTo(new ListMeta("4711", "more", 17));
        }
    }

    @Test
    void watches_are_read_the_same_wherever_the_bytes_are_split() throws IOException {
        RandomObjects.Sample pod = pod();
        byte[] watch = watch(pod);
        List<WatchEvent> expected = all(reader(pod, PathTrie.WHOLE).watch(in(watch)));
        assertThat(expected).hasSize(5);
        assertThat(expected.get(3)).isEqualTo(new WatchEvent.Bookmark("815", true));
        assertThat(expected.get(4))
                .isEqualTo(new WatchEvent.Failure(new ApiStatus(410, "Expired", "too old resource version", -1)));
        for (int split = 1; split < watch.length; split++) {
            assertThat(all(reader(pod, PathTrie.WHOLE).watch(Frames.split(watch, split))).stream()
                            .map(ProtobufReaderTest::text)
                            .toList())
                    .isEqualTo(expected.stream().map(ProtobufReaderTest::text).toList());
        }
    }

    @Test
    void an_answer_that_ends_too_early_is_never_taken_for_whole() {
        RandomObjects.Sample pod = pod();
        byte[] list = list(pod, List.of(small(pod)));
        for (int length = 4; length < list.length - 4; length++) {
            byte[] cut = Arrays.copyOf(list, length);
            assertThatThrownBy(() -> all(reader(pod, PathTrie.WHOLE).list(in(cut))))
                    .as("%s of %s bytes", length, list.length)
                    .isInstanceOfAny(EOFException.class, UnreadableAnswerException.class);
        }
        byte[] event = Frames.event("ADDED", "v1", "Pod", small(pod));
        for (int length = 1; length < event.length; length++) {
            byte[] cut = Arrays.copyOf(event, length);
            assertThatThrownBy(() -> all(reader(pod, PathTrie.WHOLE).watch(in(cut))))
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void garbage_gives_one_kind_of_exception_and_bounded_memory() {
        RandomObjects.Sample pod = pod();
        for (int round = 0; round < 2_000; round++) {
            byte[] list = list(pod, List.of(small(pod)));
            byte[] watch = watch(pod);
            for (int i = 1 + random.nextInt(8); i > 0; i--) {
                list[random.nextInt(list.length)] = (byte) random.nextInt();
                watch[random.nextInt(watch.length)] = (byte) random.nextInt();
            }
            try {
                all(reader(pod, PathTrie.WHOLE).list(in(list)));
            } catch (IOException expected) {
                assertThat(expected).isInstanceOfAny(EOFException.class, UnreadableAnswerException.class);
            }
            try {
                all(reader(pod, PathTrie.WHOLE).watch(in(watch)));
            } catch (IOException expected) {
                assertThat(expected).isInstanceOfAny(EOFException.class, UnreadableAnswerException.class);
            }
        }
    }

    @Test
    void an_answer_of_another_kind_is_refused_with_a_sentence() {
        RandomObjects.Sample pod = pod();
        assertThatThrownBy(() ->
                        reader(pod, PathTrie.WHOLE).list(in("<html>Welcome</html>".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(UnreadableAnswerException.class)
                .hasMessage("the answer is not Kubernetes protobuf; it begins with <html>Welcome</html>");
        assertThatThrownBy(() -> reader(pod, PathTrie.WHOLE)
                        .list(in(Frames.envelope(
                                "v1", "Status", Meta.Status.getDefaultInstance().toByteString()))))
                .hasMessage("a list was asked for, and the answer is a Status");
    }

    @Test
    void fields_that_the_schema_does_not_know_are_reported() throws IOException {
        // spec { 1023: 1 }, 1000: 5
        byte[] body = {18, 3, (byte) 0xF8, 0x3F, 1, (byte) 0xC0, 0x3E, 5};
        ProtobufToJson.Converted converted = ProtobufToJson.convert("v1", "Pod", body);
        assertThat(converted.unknown()).containsExactly("Pod.1000", "PodSpec.1023");
        assertThat(converted.complete()).isFalse();
    }

    private static String text(WatchEvent event) {
        return switch (event) {
            case WatchEvent.Upserted upserted -> "upserted " + text(upserted.object());
            case WatchEvent.Deleted deleted -> "deleted " + text(deleted.object());
            default -> event.toString();
        };
    }

    private static String text(ReadObject object) {
        return object.namespace() + " " + object.name() + " " + object.uid() + " " + object.resourceVersion() + " "
                + object.fields() + " " + HexFormat.of().formatHex(object.body());
    }

    private static RandomObjects.Sample pod() {
        return RandomObjects.kinds().stream()
                .filter(kind -> kind.kind().equals("Pod"))
                .findFirst()
                .orElseThrow();
    }

    /** Small enough to be tried at each of its bytes. */
    private DynamicMessage small(RandomObjects.Sample kind) {
        while (true) {
            DynamicMessage object = objects.object(kind.type());
            if (object.getSerializedSize() < 1_500) {
                return object;
            }
        }
    }

    private byte[] watch(RandomObjects.Sample pod) {
        Meta.PartialObjectMetadata bookmark = Meta.PartialObjectMetadata.newBuilder()
                .setMetadata(Meta.ObjectMeta.newBuilder()
                        .setResourceVersion("815")
                        .putAnnotations("k8s.io/initial-events-end", "true"))
                .build();
        Meta.Status status = Meta.Status.newBuilder()
                .setCode(410)
                .setReason("Expired")
                .setMessage("too old resource version")
                .build();
        return Frames.concat(List.of(
                Frames.event("ADDED", "v1", "Pod", small(pod)),
                Frames.event("MODIFIED", "v1", "Pod", small(pod)),
                Frames.event("DELETED", "v1", "Pod", small(pod)),
                Frames.event("BOOKMARK", "v1", "Pod", bookmark),
                Frames.event("ERROR", "v1", "Status", status)));
    }

    private List<String> somePaths(RandomObjects.Sample kind) {
        List<String> paths = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            StringBuilder path = new StringBuilder();
            Descriptor type = kind.type();
            for (int depth = random.nextInt(5); depth >= 0; depth--) {
                FieldDescriptor field = objects.pick(type.getFields());
                path.append(path.isEmpty() ? "" : ".")
                        .append('"')
                        .append(field.getName())
                        .append('"');
                if (field.isMapField()) {
                    path.append(random.nextBoolean() ? ".web" : "");
                    break;
                }
                if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE
                        || field.getMessageType().getFields().isEmpty()) {
                    break;
                }
                type = field.getMessageType();
            }
            paths.add(path.toString());
        }
        if (random.nextInt(10) == 0) {
            paths.add("");
        }
        return paths;
    }

    private static Map<?, ?> full(RandomObjects.Sample kind, Message object) throws IOException {
        byte[] json = ProtobufToJson.convert(
                        kind.apiVersion(), kind.kind(), unmanaged(object).toByteArray())
                .json();
        return (Map<?, ?>) Objects.requireNonNull(JsonTree.parse(json, 0, json.length, PathTrie.WHOLE, false));
    }

    private static Message unmanaged(Message object) {
        FieldDescriptor metadata = object.getDescriptorForType().findFieldByName("metadata");
        Message meta = (Message) object.getField(metadata);
        FieldDescriptor managed = meta.getDescriptorForType().findFieldByName("managedFields");
        return object.toBuilder()
                .setField(metadata, meta.toBuilder().clearField(managed).build())
                .build();
    }

    private static ObjectReader reader(RandomObjects.Sample kind, PathTrie asked) {
        return new ProtobufReader(new Reading(kind.apiVersion(), kind.kind(), asked, true, false));
    }

    private static byte[] list(RandomObjects.Sample kind, List<? extends Message> items) {
        return Frames.list(kind.apiVersion(), kind.kind(), META, items);
    }

    private static InputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static ReadObject only(ListReader list) throws IOException {
        List<ReadObject> all = all(list);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static List<ReadObject> all(ListReader list) throws IOException {
        List<ReadObject> all = new ArrayList<>();
        for (ReadObject next = list.next(); next != null; next = list.next()) {
            all.add(next);
        }
        return all;
    }

    private static List<WatchEvent> all(WatchReader watch) throws IOException {
        List<WatchEvent> all = new ArrayList<>();
        for (WatchEvent next = watch.next(); next != null; next = watch.next()) {
            all.add(next);
        }
        return all;
    }
}
