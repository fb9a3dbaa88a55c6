package dev.fresnel.simulator.kubelet.machine.shell;

import dev.fresnel.simulator.kubelet.machine.file.FileProblemException;
import dev.fresnel.simulator.kubelet.machine.file.FileTree;
import dev.fresnel.simulator.kubelet.machine.file.Folder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes texts of a word as it was written: variables, commands, sums and quotes first, then, unless quoted, cut at blanks,
 * and {@code *} and {@code ?} into the files that they match.
 */
final class Expansion {

    private static final int LONGEST = 1 << 20;

    private final Shell shell;
    private final boolean splits;
    private final List<String> fields = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    /** The field as a regular expression, if it has a wildcard. */
    private final StringBuilder pattern = new StringBuilder();

    private boolean wild;
    private boolean begun;

    private Expansion(Shell shell, boolean splits) {
        this.shell = shell;
        this.splits = splits;
    }

    /** The texts that a word of a command becomes: none, one or several. */
    static List<String> fields(Shell shell, String word) throws IOException, InterruptedException, SyntaxException {
        Expansion expansion = new Expansion(shell, true);
        expansion.expand(word, false);
        expansion.endField();
        return expansion.fields;
    }

    /** The one text that a word becomes where it is not cut, as in assignments. */
    static String text(Shell shell, String word) throws IOException, InterruptedException, SyntaxException {
        Expansion expansion = new Expansion(shell, false);
        expansion.expand(word, false);
        return expansion.field.toString();
    }

    /** A text in which all but variables, commands and sums stays as it is. */
    static String document(Shell shell, String text) throws IOException, InterruptedException, SyntaxException {
        Expansion expansion = new Expansion(shell, false);
        expansion.expand(text.replace("\"", "\\\""), true);
        return expansion.field.toString();
    }

    private void expand(String word, boolean quotedAlready) throws IOException, InterruptedException, SyntaxException {
        boolean quoted = quotedAlready;
        int at = 0;
        if (!quoted && splits && (word.equals("~") || word.startsWith("~/"))) {
            add(shell.value("HOME"), true);
            at = 1;
        }
        while (at < word.length()) {
            char c = word.charAt(at);
            if (c == '\'' && !quoted) {
                int end = word.indexOf('\'', at + 1);
                begun = true;
                add(word.substring(at + 1, end), true);
                at = end + 1;
            } else if (c == '"') {
                quoted = !quoted;
                begun = true;
                at++;
            } else if (c == '\\' && at + 1 < word.length()) {
                char next = word.charAt(at + 1);
                boolean special = !quoted || "$`\"\\\n".indexOf(next) >= 0;
                add(special ? String.valueOf(next) : "\\" + next, true);
                at += 2;
            } else if (c == '$') {
                at = substitute(word, at, quoted);
            } else if (c == '`') {
                int end = word.indexOf('`', at + 1);
                value(shell.capture(word.substring(at + 1, end)), quoted);
                at = end + 1;
            } else {
                add(String.valueOf(c), quoted);
                at++;
            }
        }
    }

    /** At a dollar sign; returns where the rest begins. */
    private int substitute(String word, int at, boolean quoted)
            throws IOException, InterruptedException, SyntaxException {
        if (word.startsWith("$((", at)) {
            int end = closing(word, at + 1, '(', ')');
            if (word.startsWith("))", end - 1)) {
                String sum = document(shell, word.substring(at + 3, end - 1));
                value(Long.toString(Arithmetic.value(sum, shell::number)), quoted);
                return end + 1;
            }
        }
        if (word.startsWith("$(", at)) {
            int end = closing(word, at + 1, '(', ')');
            value(shell.capture(word.substring(at + 2, end)), quoted);
            return end + 1;
        }
        if (word.startsWith("${", at)) {
            int end = closing(word, at + 1, '{', '}');
            value(parameter(word.substring(at + 2, end)), quoted);
            return end + 1;
        }
        int end = at + 1;
        if (end < word.length() && "?$#@*!-0123456789".indexOf(word.charAt(end)) >= 0) {
            end++;
        } else {
            while (end < word.length() && (Character.isLetterOrDigit(word.charAt(end)) || word.charAt(end) == '_')) {
                end++;
            }
        }
        String name = word.substring(at + 1, end);
        if (name.isEmpty()) {
            add("$", true);
        } else if (name.equals("@") && quoted && splits) {
            arguments();
        } else {
            value(shell.value(name), quoted);
        }
        return end;
    }

    private void arguments() throws FileProblemException {
        List<String> arguments = shell.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            if (i > 0) {
                endField();
            }
            begun = true;
            add(arguments.get(i), true);
        }
    }

    /** What is in {@code ${…}}. */
    private String parameter(String inside) throws IOException, InterruptedException, SyntaxException {
        if (inside.startsWith("#") && inside.length() > 1) {
            return Integer.toString(shell.value(inside.substring(1)).length());
        }
        int end = 0;
        while (end < inside.length() && (Character.isLetterOrDigit(inside.charAt(end)) || inside.charAt(end) == '_')) {
            end++;
        }
        end = end == 0 && !inside.isEmpty() ? 1 : end;
        String name = inside.substring(0, end);
        String rest = inside.substring(end);
        String value = shell.value(name);
        if (rest.isEmpty()) {
            return value;
        }
        boolean colon = rest.startsWith(":");
        boolean missing = colon ? value.isEmpty() : !shell.isSet(name);
        String operator = rest.substring(colon ? 1 : 0, Math.min(rest.length(), colon ? 2 : 1));
        String other = rest.substring(Math.min(rest.length(), colon ? 2 : 1));
        return switch (operator) {
            case "-" -> missing ? text(shell, other) : value;
            case "=" -> {
                if (missing) {
                    shell.set(name, text(shell, other));
                }
                yield shell.value(name);
            }
            case "+" -> missing ? "" : text(shell, other);
            case "?" -> {
                if (missing) {
                    throw new SyntaxException(name + ": " + (other.isEmpty() ? "parameter not set" : other), false);
                }
                yield value;
            }
            case "#" -> value.replaceFirst("^" + (other.startsWith("#") ? greedy(other) : lazy(other)), "");
            case "%" -> withoutEnd(value, other);
            default -> throw new SyntaxException("syntax error: bad substitution", false);
        };
    }

    private static String withoutEnd(String value, String other) {
        boolean longest = other.startsWith("%");
        Pattern end = Pattern.compile(glob(longest ? other.substring(1) : other), Pattern.DOTALL);
        for (int i = 0; i <= value.length(); i++) {
            int from = longest ? i : value.length() - i;
            if (end.matcher(value.substring(from)).matches()) {
                return value.substring(0, from);
            }
        }
        return value;
    }

    private static String greedy(String other) {
        return glob(other.substring(1));
    }

    private static String lazy(String other) {
        return glob(other).replace(".*", ".*?");
    }

    /** A wildcard pattern as a regular expression. */
    static String glob(String wildcards) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < wildcards.length(); i++) {
            char c = wildcards.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return regex.toString();
    }

    private static int closing(String word, int open, char opens, char closes) {
        int depth = 0;
        for (int i = open; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '\'') {
                int end = word.indexOf('\'', i + 1);
                i = end < 0 ? i : end;
            } else if (c == opens) {
                depth++;
            } else if (c == closes && --depth == 0) {
                return i;
            }
        }
        return word.length() - 1;
    }

    /** A value that came out of something: cut at blanks unless quoted. */
    private void value(String value, boolean quoted) throws FileProblemException {
        if (quoted || !splits) {
            add(value, quoted);
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || c == '\t' || c == '\n') {
                endField();
            } else {
                add(String.valueOf(c), false);
            }
        }
    }

    private void add(String text, boolean quoted) throws FileProblemException {
        if (field.length() + text.length() > LONGEST) {
            throw new FileProblemException("out of memory");
        }
        begun |= !text.isEmpty();
        field.append(text);
        boolean isWild = !quoted && splits && (text.equals("*") || text.equals("?"));
        wild |= isWild;
        pattern.append(isWild ? (text.equals("*") ? "[^/]*" : "[^/]") : Pattern.quote(text));
    }

    private void endField() throws FileProblemException {
        if (begun) {
            List<String> found = wild ? match() : List.of();
            fields.addAll(found.isEmpty() ? List.of(field.toString()) : found);
        }
        field.setLength(0);
        pattern.setLength(0);
        wild = false;
        begun = false;
    }

    /** The files that match; a wildcard never stands for a dot at the beginning of a name. */
    private List<String> match() throws FileProblemException {
        String text = field.toString();
        Pattern wanted = Pattern.compile(pattern.toString(), Pattern.DOTALL);
        int firstWild = Math.min(
                text.indexOf('*') < 0 ? text.length() : text.indexOf('*'),
                text.indexOf('?') < 0 ? text.length() : text.indexOf('?'));
        String prefix = text.substring(0, text.lastIndexOf('/', firstWild) + 1);
        List<String> found = new ArrayList<>();
        collect(prefix, (int) text.chars().filter(c -> c == '/').count(), wanted, found);
        return found;
    }

    private void collect(String prefix, int slashes, Pattern wanted, List<String> found) throws FileProblemException {
        FileTree files = shell.files();
        String folder = FileTree.absolute(shell.folder(), prefix.isEmpty() ? "." : prefix);
        if (!(files.find(folder) instanceof Folder here)) {
            return;
        }
        boolean last = prefix.chars().filter(c -> c == '/').count() == slashes;
        for (String name : here.children().keySet()) {
            if (name.startsWith(".")) {
                continue;
            }
            if (last && wanted.matcher(prefix + name).matches()) {
                found.add(prefix + name);
            } else if (!last) {
                collect(prefix + name + "/", slashes, wanted, found);
            }
        }
    }
}
