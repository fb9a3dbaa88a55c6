package dev.fresnel.simulator.http;

import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.storage.StatusException.Cause;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of list and watch that belong together, checked as an API server checks them.
 *
 * @param match {@code Exact}, {@code NotOlderThan} or {@code ""}
 * @param limit of objects on a page; null for all
 * @param initialEvents whether a watch begins with what is there; null where it is not said
 */
record ListOptions(
        String resourceVersion,
        String match,
        @Nullable Long limit,
        String continueToken,
        @Nullable Boolean initialEvents,
        @Nullable Long timeoutSeconds) {

    private static final String MATCH = "resourceVersionMatch";

    static ListOptions read(Exchange exchange, boolean watch) {
        ListOptions options = new ListOptions(
                exchange.query("resourceVersion"),
                exchange.query(MATCH),
                exchange.number("limit"),
                exchange.query("continue"),
                exchange.query("sendInitialEvents").isEmpty() ? null : exchange.isSet("sendInitialEvents"),
                exchange.number("timeoutSeconds"));
        List<Cause> causes = new ArrayList<>();
        if (watch) {
            options.checkWatch(causes);
        } else {
            options.checkList(causes);
        }
        if (!causes.isEmpty()) {
            throw StatusException.invalidOptions("ListOptions", causes);
        }
        return options;
    }

    private void checkList(List<Cause> causes) {
        if (initialEvents != null) {
            causes.add(forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list"));
        }
        if (match.isEmpty()) {
            return;
        }
        if (resourceVersion.isEmpty()) {
            causes.add(forbidden(MATCH, "resourceVersionMatch is forbidden unless resourceVersion is provided"));
        }
        if (!continueToken.isEmpty()) {
            causes.add(forbidden(MATCH, "resourceVersionMatch is forbidden when continue is provided"));
        }
        checkMatch(causes, "\"Exact\", \"NotOlderThan\", \"\"");
        if (match.equals("Exact") && resourceVersion.equals("0")) {
            causes.add(forbidden(MATCH, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""));
        }
    }

    private void checkWatch(List<Cause> causes) {
        if (initialEvents == null) {
            if (!match.isEmpty()) {
                causes.add(forbidden(
                        MATCH, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));
            }
            return;
        }
        if (!match.equals("NotOlderThan")) {
            causes.add(forbidden(MATCH, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
        }
    }

    private void checkMatch(List<Cause> causes, String supported) {
        if (!match.equals("Exact") && !match.equals("NotOlderThan")) {
            causes.add(new Cause(
                    "FieldValueNotSupported",
                    MATCH,
                    "Unsupported value: \"" + match + "\": supported values: " + supported));
        }
    }

    private static Cause forbidden(String field, String why) {
        return new Cause("FieldValueForbidden", field, "Forbidden: " + why);
    }

    /** The version that is named; 0 where none is. */
    long version(int codeIfUnreadable) {
        try {
            return resourceVersion.isEmpty() ? 0 : Long.parseUnsignedLong(resourceVersion);
        } catch (NumberFormatException e) {
            String why = "resourceVersion: Invalid value: \"" + resourceVersion + "\": strconv.ParseUint: parsing \""
                    + resourceVersion + "\": invalid syntax";
            throw codeIfUnreadable == 500
                    ? StatusException.internal(why)
                    : StatusException.badRequest("invalid resource version: " + why);
        }
    }
}
