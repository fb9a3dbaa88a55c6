package dev.fresnel.simulator.kubelet.machine.shell;

import java.util.ArrayList;
import java.util.List;

/** Cuts a script into words and operators. Quotes and what they hold stay as they are written. */
final class Lexer {

    private static final List<String> OPERATORS =
            List.of("&&", "||", ";;", "<<-", "<<", ">>", ">&", "&>", "<", ">", "|", ";", "&", "(", ")", "\n");
    private static final String ENDS_WORD = " \t\n|&;<>()";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    /** @param content the text of a here-document, for the word after {@code <<} */
    record Token(String text, boolean operator, String content) {}

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> read(String text) throws SyntaxException {
        Lexer lexer = new Lexer(text.replace("\\\n", ""));
        lexer.read();
        return lexer.tokens;
    }

    private void read() throws SyntaxException {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                readToken();
            }
        }
    }

    private void readToken() throws SyntaxException {
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, at)) {
                at += operator.length();
                tokens.add(new Token(operator, true, ""));
                if (operator.equals("\n")) {
                    readDocuments();
                }
                return;
            }
        }
        int start = at;
        while (at < text.length() && ENDS_WORD.indexOf(text.charAt(at)) < 0) {
            skipPart();
        }
        String word = text.substring(start, at);
        boolean descriptor = word.matches("[012]") && at < text.length() && "<>".indexOf(text.charAt(at)) >= 0;
        tokens.add(new Token(word, descriptor, ""));
    }

    /** Skips a character, or what belongs together: quotes, substitutions. */
    private void skipPart() throws SyntaxException {
        char c = text.charAt(at++);
        switch (c) {
            case '\\' -> at = Math.min(text.length(), at + 1);
            case '\'' -> skipTo('\'');
            case '`' -> skipTo('`');
            case '"' -> skipQuoted();
            case '$' -> {
                if (text.startsWith("(", at)) {
                    at++;
                    skipNested('(', ')');
                } else if (text.startsWith("{", at)) {
                    at++;
                    skipNested('{', '}');
                }
            }
            default -> {}
        }
    }

    private void skipTo(char end) throws SyntaxException {
        int found = text.indexOf(end, at);
        if (found < 0) {
            throw new SyntaxException("syntax error: unterminated quoted string", true);
        }
        at = found + 1;
    }

    private void skipQuoted() throws SyntaxException {
        while (at < text.length()) {
            if (text.charAt(at) == '"') {
                at++;
                return;
            }
            skipPart();
        }
        throw new SyntaxException("syntax error: unterminated quoted string", true);
    }

    private void skipNested(char open, char close) throws SyntaxException {
        int depth = 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == open || c == close) {
                depth += c == open ? 1 : -1;
                at++;
                if (depth == 0) {
                    return;
                }
            } else {
                skipPart();
            }
        }
        throw new SyntaxException("syntax error: unexpected end of file (expecting \"" + close + "\")", true);
    }

    /** After the end of a line come the here-documents that it has asked for. */
    private void readDocuments() throws SyntaxException {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token operator = tokens.get(i);
            Token word = tokens.get(i + 1);
            if (operator.operator()
                    && operator.text().startsWith("<<")
                    && operator.content().isEmpty()) {
                tokens.set(i, new Token(operator.text(), true, "read"));
                tokens.set(i + 1, new Token(word.text(), false, document(operator.text(), word.text())));
            }
        }
    }

    private String document(String operator, String word) throws SyntaxException {
        String end = word.replaceAll("[\"'\\\\]", "");
        StringBuilder document = new StringBuilder();
        while (at < text.length()) {
            int next = text.indexOf('\n', at);
            String line = text.substring(at, next < 0 ? text.length() : next);
            at = next < 0 ? text.length() : next + 1;
            line = operator.equals("<<-") ? line.replaceFirst("^\t+", "") : line;
            if (line.equals(end)) {
                return document.toString();
            }
            document.append(line).append('\n');
        }
        throw new SyntaxException("syntax error: here-document ends too soon", true);
    }
}
