package dev.fresnel.engine.details;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.fresnel.engine.details.DetailsModel.Subject;
import dev.fresnel.engine.pack.ColumnShape;
import dev.fresnel.engine.pack.PackLoader;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.pack.TestKinds;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.relation.RelatedQuery;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.DetailsData;
import dev.fresnel.engine.view.DetailsData.Section;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.SourceState;
import dev.fresnel.engine.view.TableData.ColumnKind;
import dev.fresnel.kube.discovery.Kind;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DetailsModelTest {

    private static final InstantSource CLOCK = () -> Instant.parse("2026-11-22T12:00:00Z");
    private static final SourceState LIVE = new SourceState("test", null, new SourceState.State.Live());
    private static final Kind WIDGET = TestKinds.kind("example.com", "Widget");

    private final Packs packs = new PackLoader().shipped().packs();
    private final DetailsModel model = new DetailsModel(packs, new TestKinds(), CLOCK);

    @Test
    void an_unknown_kind_with_nulls_and_figures_without_measure_has_a_page() {
        Map<String, Object> spec = new HashMap<>();
        spec.put("nothing", null);
        spec.put("mixed", Arrays.asList(null, Map.of("type", 7), "x"));
        spec.put("much", Long.MAX_VALUE);
        spec.put("more", new BigInteger("9".repeat(400)));
        Map<String, Object> object = new HashMap<>(Map.of("metadata", Map.of("name", "odd")));
        object.put("spec", spec);
        object.put("status", Arrays.asList(1, null));

        DetailsData data = build(WIDGET, object);

        assertThat(section(data, Section.Properties.class, "summary").properties())
                .extracting(property -> property.value())
                .containsExactlyInAnyOrder(
                        new Cell.Text(String.valueOf(Long.MAX_VALUE)), new Cell.Text("9".repeat(400)));
        assertThat(section(data, Section.Table.class, "spec.mixed").rows()).hasSize(3);
    }

    @Test
    void related_objects_are_listed_with_their_first_columns() throws Exception {
        Section.Related pods =
                section(build(TestKinds.kind("", "Service"), Samples.read("service")), Section.Related.class, "pods");
        assertThat(pods.resource()).isEqualTo("pods");
        assertThat(pods.columns()).extracting(c -> c.id()).containsExactly("name", "ready");
        assertThat(pods.rows()).singleElement().satisfies(row -> {
            assertThat(row.cells()).containsExactly(new Cell.Code("pod-1"), new Cell.Ratio(1, 1));
            assertThat(row.ref().namespace()).isEqualTo("shop-checkout");
        });
        assertThat(pods.total()).isEqualTo(7);
        assertThat(pods.query()).isEqualTo("label:app=checkout-api");
    }

    @Test
    void what_a_node_offers_is_shown_with_what_its_pods_were_promised() throws Exception {
        Section.Table resources =
                section(build(TestKinds.kind("", "Node"), Samples.read("node")), Section.Table.class, "resources");
        assertThat(resources.rows().getFirst())
                .containsExactly(
                        new Cell.Code("cpu"),
                        new Cell.Quantity(1.95, "1.95 (25%)", "1950m"),
                        new Cell.Quantity(9, "9 (115%)", "9000m"),
                        new Cell.Quantity(7.8, "7.8", "7800m"),
                        new Cell.Quantity(8, "8", "8"),
                        new Cell.Capacity(null, 1.95, 9.0, 7.8, "1.95 / 7.8"));
        assertThat(resources.rows())
                .element(2)
                .satisfies(pods -> assertThat(pods.get(1)).isEqualTo(new Cell.Quantity(2, "2 (1%)", "2")));
    }

    @Test
    void events_come_newest_first_and_name_other_objects() throws Exception {
        Section.Events events =
                section(build(TestKinds.kind("", "Pod"), Samples.read("pod")), Section.Events.class, "events");
        assertThat(events.events()).extracting(e -> e.reason()).containsExactly("BackOff", "Scaled");
        assertThat(events.events().getFirst().about()).isNull();
        assertThat(events.events().getLast().about()).isInstanceOf(Cell.Link.class);
        assertThat(events.events().getFirst().severity()).isEqualTo(Severity.WARNING);
        assertThat(events.events().getFirst().count()).isEqualTo(58);
    }

    @Test
    void a_pod_that_has_done_its_work_is_well_and_one_that_fails_to_start_is_not() {
        Map<String, Object> sandbox = Map.of("type", "PodReadyToStartContainers", "status", "False");
        Map<String, Object> done = Map.of("type", "Ready", "status", "False", "reason", "PodCompleted");
        Map<String, Object> starting = Map.of("type", "Ready", "status", "False", "reason", "ContainersNotReady");

        assertThat(severities(sandbox, done)).containsOnly(Severity.HEALTHY);
        assertThat(severities(sandbox, starting)).containsExactly(Severity.WARNING, Severity.FAILED);
    }

    private List<Severity> severities(Map<?, ?>... conditions) {
        Map<String, Object> pod =
                Map.of("metadata", Map.of("name", "p"), "status", Map.of("conditions", List.of(conditions)));
        return section(build(TestKinds.kind("", "Pod"), pod), Section.Conditions.class, "conditions")
                .conditions()
                .stream()
                .map(condition -> condition.severity())
                .toList();
    }

    @Test
    void texts_are_in_the_language_of_the_person() throws Exception {
        DetailsData details = model.build(
                new Subject(TestKinds.kind("", "Pod"), Samples.read("pod"), false, LIVE, FieldDocs.NONE),
                "ja",
                new Around());
        assertThat(details.sections()).extracting(Section::title).contains("コンテナ", "ラベル", "イベント");
    }

    @Test
    void values_of_secrets_are_on_no_page() throws Exception {
        DetailsData details = build(TestKinds.kind("", "Secret"), Samples.read("secret"));
        assertThat(details.toString()).doesNotContain("aHVudGVyMg").doesNotContain("Y2hlY2tvdXQ");
        assertThat(section(details, Section.Secrets.class, "data").keys())
                .containsExactly(new DetailsData.SecretKey("user", 8), new DetailsData.SecretKey("password", 7));
    }

    @Test
    void an_unknown_kind_is_shown_from_itself_and_its_schema() {
        Map<String, Object> object = Map.of(
                "apiVersion", "example.com/v1",
                "kind", "Widget",
                "metadata", Map.of("name", "w", "namespace", "n", "labels", Map.of("a", "b")),
                "spec",
                        Map.of(
                                "minReadySeconds", 5L,
                                "targetRef", Map.of("kind", "Deployment", "apiVersion", "apps/v1", "name", "web"),
                                "parts", List.of(Map.of("name", "x", "size", 3L), Map.of("name", "y")),
                                "deep", Map.of("a", Map.of("b", true))),
                "status", Map.of("conditions", List.of(Map.of("type", "Ready", "status", "False", "reason", "No"))));
        DetailsData details = model.build(
                new Subject(
                        WIDGET, object, false, LIVE, names -> names.contains("minReadySeconds") ? "How long" : null),
                "en",
                new Around());
        Section.Properties summary = section(details, Section.Properties.class, "summary");
        assertThat(summary.properties())
                .anySatisfy(p -> {
                    assertThat(p.label()).isEqualTo("Min ready seconds");
                    assertThat(p.about()).isEqualTo("How long");
                })
                .anySatisfy(p -> assertThat(p.value()).isInstanceOf(Cell.Link.class));
        assertThat(section(details, Section.Table.class, "spec.parts").rows()).hasSize(2);
        assertThat(section(details, Section.KeyValues.class, "spec.deep").entries())
                .containsExactly(new DetailsData.KeyValue("a.b", "true"));
        assertThat(details.status()).isEqualTo(new Cell.Status(Severity.FAILED, "No"));
        assertThat(section(details, Section.Conditions.class, "conditions").conditions())
                .hasSize(1);
    }

    @Test
    void odd_objects_of_every_kind_have_a_page() throws Exception {
        Random random = new Random(11);
        for (var pack : packs.all()) {
            for (var kindPack : pack.kinds()) {
                KindName name = kindPack.kind();
                Map<String, Object> sample = Samples.read(name.name().toLowerCase(java.util.Locale.ROOT));
                for (int i = 0; i < 10; i++) {
                    Map<String, Object> odd = twisted(sample, random);
                    assertThatCode(() -> build(TestKinds.kind(name.group(), name.name()), odd))
                            .as(name + " " + odd)
                            .doesNotThrowAnyException();
                }
            }
        }
    }

    /** The sample with some values replaced by others of another type. */
    private static Map<String, Object> twisted(Map<?, ?> map, Random random) {
        Map<String, Object> twisted = new HashMap<>();
        map.forEach((key, value) -> twisted.put(String.valueOf(key), twist(value, random)));
        return twisted;
    }

    private static Object twist(Object value, Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> "text";
            case 1 -> 7L;
            case 2 -> List.of("a", Map.of("b", 1L), List.of());
            case 3 -> Map.of("x", Map.of("y", "z"));
            default ->
                switch (value) {
                    case Map<?, ?> map -> twisted(map, random);
                    case List<?> list ->
                        list.stream().map(one -> twist(one, random)).toList();
                    default -> value;
                };
        };
    }

    private DetailsData build(Kind kind, Map<String, Object> object) {
        return model.build(new Subject(kind, object, false, LIVE, FieldDocs.NONE), "en", new Around());
    }

    private static <T extends Section> T section(DetailsData details, Class<T> type, String id) {
        return details.sections().stream()
                .filter(section -> section.id().equals(id))
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no section " + id + " among "
                        + details.sections().stream().map(Section::id).toList()));
    }

    private static final List<Map<String, Object>> PODS = List.of(
            pod("Running", Map.of("requests", Map.of("cpu", "1700m"), "limits", Map.of("cpu", "8"))),
            pod("Running", Map.of("requests", Map.of("cpu", "250m"), "limits", Map.of("cpu", "1"))),
            pod("Succeeded", Map.of("requests", Map.of("cpu", "4"))));

    private static Map<String, Object> pod(String phase, Map<String, Object> resources) {
        return Map.of(
                "status", Map.of("phase", phase),
                "spec", Map.of("containers", List.of(Map.of("name", "main", "resources", resources))));
    }

    /** One pod hangs together with everything, and there are two events. */
    private static final class Around implements RelatedObjects {

        @Override
        public @Nullable Found find(KindName kind, RelatedQuery query, int limit) {
            if (!kind.name().equals("Pod")) {
                return null;
            }
            ColumnShape ready = new ColumnShape("ready", "Ready", ColumnKind.RATIO, 0, List.of(), null, null);
            ColumnShape node = new ColumnShape("node", "Node", ColumnKind.TEXT, 1, List.of(), null, null);
            Row row = new Row(
                    1,
                    "test",
                    "shop-checkout",
                    "pod-1",
                    "p1",
                    "1",
                    0,
                    0,
                    Map.of(),
                    List.of(),
                    Severity.HEALTHY,
                    List.of(new Cell.Ratio(1, 1), new Cell.Text("n")));
            return new Found(TestKinds.kind("", "Pod"), List.of(ready, node), List.of(row), 7, LIVE);
        }

        @Override
        public @Nullable List<Map<String, Object>> whole(KindName kind, RelatedQuery query) {
            return kind.name().equals("Pod") ? PODS : null;
        }

        @Override
        public Seen events(Collection<String> uids) {
            return new Seen(
                    List.of(
                            Map.of(
                                    "type", "Normal",
                                    "reason", "Scaled",
                                    "lastTimestamp", "2026-11-22T11:00:00Z",
                                    "involvedObject",
                                            Map.of("kind", "ReplicaSet", "apiVersion", "apps/v1", "name", "r")),
                            Map.of(
                                    "type", "Warning",
                                    "reason", "BackOff",
                                    "count", 58L,
                                    "lastTimestamp", "2026-11-22T11:59:00Z",
                                    "involvedObject",
                                            Map.of(
                                                    "kind",
                                                    "Pod",
                                                    "name",
                                                    "p",
                                                    "uid",
                                                    "6f1f8a52-0000-4000-8000-000000000001"))),
                    LIVE);
        }
    }
}
