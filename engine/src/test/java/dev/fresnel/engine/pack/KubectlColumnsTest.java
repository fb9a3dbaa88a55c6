package dev.fresnel.engine.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.kubernetes.KubectlText;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every column of every built-in kind, compared with what a real API server prints for the same objects. */
@ExtendWith(ControlPlaneExtension.class)
final class KubectlColumnsTest {

    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";

    /** All of these mean that there is nothing. */
    private static final Set<String> NOTHING =
            Set.of("", "<none>", "<unset>", "<unknown>", "n/a", "<nil>", "null", "local", "unknown");

    /** Kinds without a printer of their own print when they were made, not how old they are. */
    private static final String CREATED = "Created At";

    private final Packs packs = new PackLoader().shipped().packs();

    @Test
    void every_column_says_what_kubectl_says(ControlPlane plane) throws Exception {
        plane.seed();
        List<String> differences = new ArrayList<>();
        Set<String> compared = new TreeSet<>();
        try (Served served = new Served(plane.kubeconfig())) {
            for (Kind kind : served.all()) {
                KindPack pack = packs.of(kind);
                if (pack != null) {
                    compare(served, kind, pack, differences, compared);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared)
                .as("kinds with objects in the seed")
                .contains("Pod", "Node", "Deployment", "Service", "Event", "Job", "Ingress", "PersistentVolumeClaim")
                .hasSizeGreaterThan(35);
    }

    private void compare(Served served, Kind kind, KindPack pack, List<String> differences, Set<String> compared)
            throws Exception {
        Map<String, Object> table = served.get(kind.path(Scope.CLUSTER), TABLE);
        long now = InstantSource.system().millis();
        RowShape shape = new Shapes(served, () -> Instant.ofEpochMilli(now)).of(pack);
        List<?> columns = Served.list(table, "columnDefinitions");
        for (Object row : Served.list(table, "rows")) {
            compared.add(kind.name());
            Map<String, Object> object = Tree.map(row, "object");
            List<Cell> cells = shape.read(object).cells();
            List<Object> printed = Tree.list(row, "cells");
            for (int i = 0; i < columns.size(); i++) {
                String title = Tree.text(columns.get(i), "name");
                if (title.equals("Name")) {
                    continue;
                }
                int column = column(shape.columns(), title);
                String where = kind.name() + " " + Tree.text(object, "metadata", "name") + " " + title;
                if (column < 0) {
                    differences.add(where + ": the pack has no such column");
                    continue;
                }
                String wanted = plain(Tree.brief(printed.get(i)), title);
                if (!same(wanted, cells.get(column), title, now)) {
                    differences.add(where + ": kubectl says " + wanted + ", we say " + cells.get(column));
                }
            }
        }
    }

    private static int column(List<ColumnShape> columns, String title) {
        String name = title.equals(CREATED) ? "age" : letters(title);
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < columns.size(); i++) {
                ColumnShape column = columns.get(i);
                boolean exact = letters(column.id()).equals(name)
                        || letters(column.title()).equals(name);
                if (exact
                        || (pass == 1
                                && column.aliases().stream()
                                        .anyMatch(a -> letters(a).equals(name)))) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static String letters(String text) {
        return text.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }

    /** The server has printed a moment before this is read, so a length of time may have grown a little since. */
    private static boolean same(String wanted, Cell cell, String title, long now) {
        if (title.equals(CREATED) && cell instanceof Cell.Time time) {
            return wanted.equals(Instant.ofEpochMilli(time.at()).toString().toLowerCase(Locale.ROOT));
        }
        for (long before : new long[] {0, 1_000, 2_000, 4_000}) {
            if (wanted.equals(plain(KubectlText.of(cell, now - before), title))) {
                return true;
            }
        }
        return false;
    }

    /** Takes away differences of spelling that mean nothing. */
    private static String plain(String text, String title) {
        String plain = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s*,\\s*", ",");
        // kubectl writes the API group into the names of owners.
        if (title.equals("Controller")) {
            plain = plain.replaceAll("\\.[a-z.]+/", "/");
        }
        return NOTHING.contains(plain) ? "" : plain;
    }
}
