package dev.fresnel.bench.rig;

import dev.fresnel.engine.view.ViewRequest;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** Another sort, filter or window of a table that is open. */
public final class TableQuestion {

    private TableQuestion() {}

    /**
     * Asks for it.
     *
     * @param view id of the table
     * @return milliseconds until the answer
     */
    public static double ask(Tab tab, int view, ViewRequest.Table wanted) throws IOException, InterruptedException {
        long asked = System.nanoTime();
        tab.adjust(view, wanted);
        Tab.Heard answer = tab.await(message -> message.id() == view && answers(message, wanted));
        return (answer.at() - asked) / 1e6;
    }

    /** Parts that are null are as they were; the previous request differed, so that one of them is there. */
    private static boolean answers(Tab.Heard message, ViewRequest.Table wanted) {
        JsonNode data = message.data();
        JsonNode query = data.path("query");
        boolean sameQuery = query.isNull() || query.path("text").asString("").equals(wanted.query());
        ViewRequest.Sort sort = wanted.sort();
        boolean sameSort = sort == null
                || message.type().equals("delta")
                || (data.path("sort").path("column").asString("").equals(sort.column())
                        && data.path("sort").path("descending").asBoolean(false) == sort.descending());
        return sameQuery
                && sameSort
                && (wanted.offset() == 0 || data.path("offset").asInt(-1) == wanted.offset());
    }
}
