package dev.fresnel.engine.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData.ColumnKind;
import dev.fresnel.kube.definition.JsonPath;
import dev.fresnel.kube.definition.PrinterColumn;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ShapesTest {

    private static final InstantSource CLOCK = () -> Instant.parse("2026-11-22T12:00:00Z");

    private final Packs packs = new PackLoader().shipped().packs();
    private final Shapes shapes = new Shapes(new TestKinds(), CLOCK);

    @Test
    void printer_columns_become_typed_cells() {
        RowShape shape = shapes.of(List.of(
                column("Replicas", "integer", ".spec.replicas"),
                column("Ready", "string", ".status.conditions[?(@.type==\"Ready\")].status"),
                column("Age", "date", ".metadata.creationTimestamp")));
        Map<String, Object> object = Map.of(
                "metadata", Map.of("creationTimestamp", "2026-11-22T11:00:00Z"),
                "spec", Map.of("replicas", 3L),
                "status",
                        Map.of("conditions", List.of(Map.of("type", "Ready", "status", "False", "reason", "Broken"))));
        assertThat(shape.columns())
                .extracting(ColumnShape::kind)
                .containsExactly(ColumnKind.NUMBER, ColumnKind.STATUS, ColumnKind.TIME);
        RowShape.Shaped row = shape.read(object);
        assertThat(row.cells())
                .containsExactly(
                        new Cell.Amount(3),
                        new Cell.Status(Severity.FAILED, "False"),
                        new Cell.Time(Instant.parse("2026-11-22T11:00:00Z").toEpochMilli()));
        assertThat(row.severity()).isEqualTo(Severity.FAILED);
    }

    @Test
    void printer_columns_of_one_name_keep_apart() {
        RowShape shape = shapes.of(List.of(column("A", "string", ".spec.a"), column("A", "string", ".spec.b")));
        assertThat(shape.columns()).extracting(ColumnShape::id).containsExactly("a", "a2", "age");
    }

    @Test
    void a_kind_of_which_nothing_is_known_has_age_and_readiness() {
        RowShape shape = shapes.plain();
        assertThat(shape.columns()).extracting(ColumnShape::id).containsExactly("status", "age");
        assertThat(shape.read(Map.of("status", Map.of("phase", "Failed"))).severity())
                .isEqualTo(Severity.FAILED);
        assertThat(shape.read(Map.of()).cells()).containsOnly(new Cell.Missing());
    }

    @Test
    void a_target_that_is_not_served_stays_readable() {
        FieldValue link = new LinkValue(
                false,
                false,
                false,
                new dev.fresnel.engine.relation.KindName("", "Nowhere"),
                dev.fresnel.engine.tree.Source.parse("spec.a"),
                null,
                null);
        Cell cell = link.read(Map.of("spec", Map.of("a", "x")), new Reading(new TestKinds(), "", 0));
        assertThat(cell).isEqualTo(new Cell.Text("x"));
    }

    /** Every field may be of another type than the schema says: the row is there all the same. */
    @Test
    void odd_objects_never_throw() {
        Random random = new Random(7);
        for (Pack pack : packs.all()) {
            for (KindPack kind : pack.kinds()) {
                RowShape shape = shapes.of(kind);
                for (int i = 0; i < 40; i++) {
                    Map<String, Object> object = odd(shape, random);
                    assertThatCode(() -> shape.read(object))
                            .as(kind.kind() + " " + object)
                            .doesNotThrowAnyException();
                }
            }
        }
    }

    private static Map<String, Object> odd(RowShape shape, Random random) {
        Map<String, Object> object = new HashMap<>();
        fill(object, shape.paths(), random);
        return object;
    }

    private static void fill(Map<String, Object> into, dev.fresnel.kube.wire.PathTrie paths, Random random) {
        paths.children().forEach((name, below) -> {
            switch (random.nextInt(9)) {
                case 0 -> into.put(name, "text " + random.nextInt());
                case 1 -> into.put(name, random.nextLong());
                case 2 -> into.put(name, random.nextBoolean());
                case 3 -> into.put(name, List.of("a", 1L, List.of(), Map.of()));
                case 4 -> into.put(name, Map.of("x", List.of(Map.of("y", 1.5))));
                case 5 -> into.put(name, "2026-13-45T99:99:99Z");
                case 6 -> {
                    List<Object> list = new ArrayList<>();
                    for (int i = 0; i < 3; i++) {
                        Map<String, Object> element = new HashMap<>();
                        fill(element, below, random);
                        list.add(element);
                    }
                    into.put(name, list);
                }
                default -> {
                    Map<String, Object> map = new HashMap<>();
                    fill(map, below, random);
                    into.put(name, map);
                }
            }
        });
    }

    private static PrinterColumn column(String name, String type, String path) {
        return new PrinterColumn(name, type, "", path, 0, "", JsonPath.parse(path));
    }
}
