package dev.fresnel.bench.rig;

import dev.fresnel.engine.view.ViewRequest;
import java.io.IOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Other sorts, filters and windows of a table that is open, one after the other. */
public final class TableQuestion {

    /** The order of a table that was opened without one. */
    private static final ViewRequest.Sort BY_NAME = new ViewRequest.Sort("name", false);

    private final Tab tab;
    private final int view;
    private ViewRequest.Table shown;

    /**
     * @param view id of the table
     * @param shown what it was opened with
     */
    public TableQuestion(Tab tab, int view, ViewRequest.Table shown) {
        this.tab = tab;
        this.view = view;
        this.shown = shown;
    }

    /**
     * Asks for another sort, filter or window.
     *
     * @return milliseconds until the answer
     * @throws IllegalArgumentException if it is what is shown already, to which there is no answer
     */
    public double ask(ViewRequest.Table wanted) throws IOException, InterruptedException {
        if (!differs(wanted)) {
            throw new IllegalArgumentException("shown already: " + wanted);
        }
        long asked = System.nanoTime();
        tab.adjust(view, wanted);
        Tab.Heard answer = tab.await(message -> message.id() == view && answers(message.data(), wanted));
        shown = wanted;
        return (answer.at() - asked) / 1e6;
    }

    private boolean differs(ViewRequest.Table wanted) {
        return !wanted.query().equals(shown.query())
                || wanted.offset() != shown.offset()
                || !sort(wanted).equals(sort(shown));
    }

    /** An answer tells of all that is new in it at once; what rows do meanwhile is told without any of these. */
    private boolean answers(JsonNode data, ViewRequest.Table wanted) {
        if (!wanted.query().equals(shown.query())) {
            return wanted.query().equals(data.path("query").path("text").asString(null));
        }
        if (wanted.offset() != shown.offset()) {
            return data.path("offset").asInt(-1) == wanted.offset();
        }
        JsonNode sort = data.path("sort");
        return sort(wanted).column().equals(sort.path("column").asString(""))
                && sort(wanted).descending() == sort.path("descending").asBoolean(false);
    }

    private static ViewRequest.Sort sort(ViewRequest.Table request) {
        return Objects.requireNonNullElse(request.sort(), BY_NAME);
    }
}
