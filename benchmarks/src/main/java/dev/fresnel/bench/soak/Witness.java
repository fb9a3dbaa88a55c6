package dev.fresnel.bench.soak;

import dev.fresnel.bench.rig.Tab;
import dev.fresnel.bench.rig.Tab.Heard;
import dev.fresnel.engine.view.ViewRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A tab that stays, and puts together what it is told as a browser does: at the end it must know what the API server knows.
 * For one thread.
 */
final class Witness implements AutoCloseable {

    private static final int WINDOW = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Tab tab;
    private final String cluster;
    private final int table;
    private Map<Long, JsonNode> rows = new LinkedHashMap<>();
    private int offset;
    private int all;
    private int status = -1;

    Witness(Tab tab, String cluster) {
        this.tab = tab;
        this.cluster = cluster;
        this.table = tab.open(window(0));
    }

    private ViewRequest.Table window(int from) {
        return new ViewRequest.Table(
                List.of(cluster), List.of(), "pods", "", new ViewRequest.Sort("name", false), from, WINDOW, null);
    }

    /** Hears what has been said for some time. */
    void listen(Duration time) throws IOException, InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        while (true) {
            Heard heard = tab.poll(Duration.ofNanos(until - System.nanoTime()));
            if (heard == null) {
                return;
            }
            take(heard);
        }
    }

    private interface Holds {
        boolean now();
    }

    private boolean until(Holds holds) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.now()) {
            Heard heard = tab.poll(Duration.ofNanos(until - System.nanoTime()));
            if (heard == null) {
                return false;
            }
            take(heard);
        }
        return true;
    }

    private void take(Heard heard) throws IOException {
        if (heard.type().equals("failure") || heard.type().equals("closed")) {
            throw new IOException("the witness was refused: " + heard.data());
        }
        if (heard.id() != table) {
            return;
        }
        JsonNode data = heard.data();
        boolean whole = heard.type().equals("snapshot");
        Map<Long, JsonNode> known = whole ? new HashMap<>() : rows;
        data.path("rows").forEach(row -> known.put(row.path("id").asLong(), row));
        if (whole) {
            rows = new LinkedHashMap<>();
            data.path("rows").forEach(row -> rows.put(row.path("id").asLong(), row));
            List<String> columns = new ArrayList<>();
            data.path("columns").forEach(column -> columns.add(column.path("id").asString()));
            status = columns.indexOf("status");
        } else if (data.path("order").isArray()) {
            rows = new LinkedHashMap<>();
            data.path("order").forEach(id -> {
                JsonNode row = known.get(id.asLong());
                if (row == null) {
                    throw new IllegalStateException("a row was named that was never told");
                }
                rows.put(id.asLong(), row);
            });
        }
        offset = data.path("offset").asInt(offset);
        all = data.path("totals").path("all").asInt(all);
    }

    /**
     * Looks at every row, window by window, once nothing changes any more.
     *
     * @return where it differs from what is there, a line each; empty where it does not
     */
    List<String> differences(Map<String, String> there) throws IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        if (!until(() -> all == there.size())) {
            differences.add("Fresnel counts " + all + " rows, the API server lists " + there.size());
        }
        tab.dropGone(table);
        Map<String, String> shown = new TreeMap<>();
        for (int from = 0; from < all; from += WINDOW) {
            int wanted = from;
            int size = Math.min(WINDOW, all - from);
            tab.adjust(table, window(from));
            if (!until(() -> offset == wanted && present().size() == size)) {
                differences.add("the rows from " + from + " on never came");
            }
            listen(Duration.ofMillis(300)); // what changed last may follow in the next update
            shown.putAll(present());
        }
        there.forEach((name, now) -> {
            String told = shown.remove(name);
            if (!now.equals(told)) {
                differences.add(name + " is " + now + ", shown as " + told);
            }
        });
        shown.keySet().forEach(name -> differences.add(name + " is shown and gone"));
        return differences;
    }

    private Map<String, String> present() {
        Map<String, String> present = new HashMap<>();
        for (JsonNode row : rows.values()) {
            if (!row.path("gone").asBoolean()) {
                present.put(
                        row.path("ref").path("name").asString(),
                        text(row.path("cells").path(status)));
            }
        }
        return present;
    }

    private static @Nullable String text(JsonNode cell) {
        return cell.path("text").asString(null);
    }

    @Override
    public void close() {
        tab.close();
    }
}
