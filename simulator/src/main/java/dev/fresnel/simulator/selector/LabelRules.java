package dev.fresnel.simulator.selector;

import java.util.Optional;
import java.util.regex.Pattern;

/** What keys and values of labels may be; keys of annotations are as those of labels. */
public final class LabelRules {

    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
    private static final Pattern VALUE = Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
    private static final Pattern PREFIX =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final int LONGEST = 63;
    private static final int LONGEST_PREFIX = 253;

    private LabelRules() {}

    /** What is wrong with a key; empty for a good one. */
    public static Optional<String> keyProblem(String key) {
        int slash = key.indexOf('/');
        String prefix = slash < 0 ? "" : key.substring(0, slash);
        String name = key.substring(slash + 1);
        if (slash == 0) {
            return Optional.of("prefix part must be non-empty");
        }
        if (slash > 0
                && (prefix.length() > LONGEST_PREFIX || !PREFIX.matcher(prefix).matches())) {
            return Optional.of("prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
                    + " characters, '-' or '.', and must start and end with an alphanumeric character (e.g."
                    + " 'example.com', regex used for validation is '" + PREFIX.pattern() + "')");
        }
        if (name.isEmpty()) {
            return Optional.of("name part must be non-empty");
        }
        if (name.length() > LONGEST) {
            return Optional.of("name part must be no more than " + LONGEST + " characters");
        }
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("name part must consist of alphanumeric characters, '-', '_' or '.', and must start and"
                        + " end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex"
                        + " used for validation is '" + NAME.pattern() + "')");
    }

    /** What is wrong with a value; empty for a good one. */
    public static Optional<String> valueProblem(String value) {
        if (value.length() > LONGEST) {
            return Optional.of("must be no more than " + LONGEST + " characters");
        }
        return VALUE.matcher(value).matches()
                ? Optional.empty()
                : Optional.of("a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
                        + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',"
                        + "  or '12345', regex used for validation is '" + VALUE.pattern() + "')");
    }
}
