package dev.fresnel.engine.query;

import dev.fresnel.engine.view.TableData.QueryError;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query as it was understood, before anyone asks what its fields are.
 *
 * @param text as given
 * @param terms those that could be read, in order
 * @param problem what is wrong with the first that could not, null when all is well
 */
public record Query(String text, List<Term> terms, @Nullable QueryError problem) {

    /** Wants every row. */
    public static final Query ALL = new Query("", List.of(), null);

    public Query {
        terms = List.copyOf(terms);
    }

    /**
     * Reads a text. Any text can be given; it is looked at once from left to right.
     *
     * <pre>
     *   query  = { term }                              separated by white space
     *   term   = ["-"] ( field operator values | "label:" key [ ("=" | "!=") values ] | values )
     *   values = value { "," value }
     *   value  = { character | "*" | '"' { character | "\" character } '"' }
     * </pre>
     *
     * {@code field!=x} is another way to write {@code -field=x}.
     */
    public static Query parse(String text) {
        return new QueryParser(text).parse();
    }

    /** In the language again: reading that gives the same terms. */
    public static String print(List<Term> terms) {
        return terms.stream().map(Query::print).collect(Collectors.joining(" "));
    }

    private static String print(Term term) {
        String values = term.values().stream().map(Query::print).collect(Collectors.joining(","));
        String body = switch (term) {
            case Term.Word _ -> values;
            case Term.Match match -> match.field() + match.operator().sign() + values;
            case Term.Label label -> "label:" + label.key() + (values.isEmpty() ? "" : "=" + values);
        };
        return term.negated() ? "-" + body : body;
    }

    private static String print(Value value) {
        if (!value.isPattern() && value.text().isEmpty()) {
            return "\"\"";
        }
        return value.parts().stream().map(Query::quoted).collect(Collectors.joining("*"));
    }

    /** A text without wildcards, in quotes where it needs them. */
    static String quoted(String part) {
        // A hyphen in front would negate.
        boolean plain = !part.startsWith("-") && part.chars().allMatch(Query::isPlain);
        return plain ? part : '"' + part.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static boolean isPlain(int c) {
        return (c < 128 && Character.isLetterOrDigit(c)) || c == '.' || c == '_' || c == '/' || c == '-';
    }
}
