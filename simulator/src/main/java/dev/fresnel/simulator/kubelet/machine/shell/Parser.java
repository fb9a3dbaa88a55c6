package dev.fresnel.simulator.kubelet.machine.shell;

import dev.fresnel.simulator.kubelet.machine.shell.Lexer.Token;
import dev.fresnel.simulator.kubelet.machine.shell.Syntax.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a script: lists, pipelines, conditions, loops, groups. Functions and {@code case} are not known. */
final class Parser {

    private static final Set<String> CLOSING = Set.of("then", "else", "elif", "fi", "do", "done", "}");
    private static final Set<String> REDIRECTS = Set.of("<", ">", ">>", ">&", "&>", "<<", "<<-");
    private static final int DEEPEST = 100;

    private final List<Token> tokens;
    private int at;
    private int depth;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static Syntax read(String script) throws SyntaxException {
        Parser parser = new Parser(Lexer.read(script));
        Syntax all = parser.sequence();
        if (parser.at < parser.tokens.size()) {
            throw parser.unexpected();
        }
        return all;
    }

    private Syntax sequence() throws SyntaxException {
        if (++depth > DEEPEST) {
            throw new SyntaxException("syntax error: nested too deeply", false);
        }
        List<Syntax> parts = new ArrayList<>();
        skipNewlines();
        while (at < tokens.size() && !isOperator(")") && !CLOSING.contains(word())) {
            Syntax part = andOr();
            if (isOperator("&")) {
                at++;
                part = new Syntax.Background(part);
            } else if (isOperator(";") || isOperator("\n")) {
                at++;
            } else if (at < tokens.size() && !isOperator(")")) {
                throw unexpected();
            }
            parts.add(part);
            skipNewlines();
        }
        depth--;
        return new Syntax.Sequence(parts);
    }

    private Syntax andOr() throws SyntaxException {
        Syntax left = pipeline();
        while (isOperator("&&") || isOperator("||")) {
            boolean and = tokens.get(at++).text().equals("&&");
            skipNewlines();
            left = new Syntax.AndOr(left, and, pipeline());
        }
        return left;
    }

    private Syntax pipeline() throws SyntaxException {
        boolean negated = false;
        while (word().equals("!")) {
            at++;
            negated = !negated;
        }
        List<Syntax> parts = new ArrayList<>();
        parts.add(command());
        while (isOperator("|")) {
            at++;
            skipNewlines();
            parts.add(command());
        }
        return parts.size() == 1 && !negated ? parts.getFirst() : new Syntax.Pipeline(parts, negated);
    }

    private Syntax command() throws SyntaxException {
        if (isOperator("(")) {
            at++;
            Syntax body = sequence();
            expectOperator(")");
            return new Syntax.Group(body, true, redirects());
        }
        return switch (word()) {
            case "{" -> {
                at++;
                Syntax body = sequence();
                expect("}");
                yield new Syntax.Group(body, false, redirects());
            }
            case "if" -> withRedirects(condition());
            case "while", "until" -> {
                boolean until = tokens.get(at++).text().equals("until");
                Syntax condition = sequence();
                yield withRedirects(new Syntax.Loop(condition, until, body()));
            }
            case "for" -> withRedirects(loop());
            default -> simple();
        };
    }

    private Syntax withRedirects(Syntax syntax) throws SyntaxException {
        List<Redirect> redirects = redirects();
        return redirects.isEmpty() ? syntax : new Syntax.Group(syntax, false, redirects);
    }

    /** At {@code if} or {@code elif}. */
    private Syntax condition() throws SyntaxException {
        at++;
        Syntax condition = sequence();
        expect("then");
        Syntax then = sequence();
        if (word().equals("elif")) {
            return new Syntax.If(condition, then, condition());
        }
        Syntax otherwise = null;
        if (word().equals("else")) {
            at++;
            otherwise = sequence();
        }
        expect("fi");
        return new Syntax.If(condition, then, otherwise);
    }

    private Syntax loop() throws SyntaxException {
        at++;
        String name = word();
        if (!name.matches("[A-Za-z_]\\w*")) {
            throw at < tokens.size() ? new SyntaxException("syntax error: bad for loop variable", false) : unexpected();
        }
        at++;
        List<String> words = null;
        skipNewlines();
        if (word().equals("in")) {
            at++;
            words = new ArrayList<>();
            while (at < tokens.size() && !tokens.get(at).operator()) {
                words.add(tokens.get(at++).text());
            }
        }
        if (isOperator(";")) {
            at++;
        }
        skipNewlines();
        return new Syntax.For(name, words, body());
    }

    private Syntax body() throws SyntaxException {
        expect("do");
        Syntax body = sequence();
        expect("done");
        return body;
    }

    private Syntax simple() throws SyntaxException {
        List<String> assignments = new ArrayList<>();
        List<String> words = new ArrayList<>();
        List<Redirect> redirects = new ArrayList<>();
        while (at < tokens.size()) {
            List<Redirect> here = redirects();
            redirects.addAll(here);
            if (at == tokens.size() || tokens.get(at).operator()) {
                break;
            }
            String word = tokens.get(at++).text();
            if (words.isEmpty() && word.matches("(?s)[A-Za-z_]\\w*=.*")) {
                assignments.add(word);
            } else {
                words.add(word);
            }
        }
        if (assignments.isEmpty() && words.isEmpty() && redirects.isEmpty()) {
            throw unexpected();
        }
        if (isOperator("(")) {
            throw unexpected();
        }
        return new Syntax.Simple(assignments, words, redirects);
    }

    private List<Redirect> redirects() throws SyntaxException {
        List<Redirect> redirects = new ArrayList<>();
        while (at < tokens.size() && tokens.get(at).operator()) {
            String first = tokens.get(at).text();
            boolean numbered = first.matches("[012]");
            String kind =
                    numbered && at + 1 < tokens.size() ? tokens.get(at + 1).text() : first;
            if (!REDIRECTS.contains(kind)) {
                break;
            }
            at += numbered ? 2 : 1;
            if (at == tokens.size() || tokens.get(at).operator()) {
                throw unexpected();
            }
            Token target = tokens.get(at++);
            int usual = kind.startsWith("<") ? 0 : kind.equals("&>") ? -1 : 1;
            boolean literal = target.text().matches("(?s).*[\"'\\\\].*");
            redirects.add(new Redirect(
                    numbered ? Integer.parseInt(first) : usual,
                    kind.startsWith("<<") ? literal ? "<<'" : "<<" : kind.equals("&>") ? ">" : kind,
                    kind.startsWith("<<") ? target.content() : target.text()));
        }
        return redirects;
    }

    private void skipNewlines() {
        while (isOperator("\n")) {
            at++;
        }
    }

    private boolean isOperator(String text) {
        return at < tokens.size()
                && tokens.get(at).operator()
                && tokens.get(at).text().equals(text);
    }

    private String word() {
        return at < tokens.size() && !tokens.get(at).operator() ? tokens.get(at).text() : "";
    }

    private void expect(String word) throws SyntaxException {
        if (!word().equals(word)) {
            throw unexpected();
        }
        at++;
    }

    private void expectOperator(String operator) throws SyntaxException {
        if (!isOperator(operator)) {
            throw unexpected();
        }
        at++;
    }

    private SyntaxException unexpected() {
        if (at >= tokens.size()) {
            return new SyntaxException("syntax error: unexpected end of file", true);
        }
        String text = tokens.get(at).text();
        return new SyntaxException(
                "syntax error: unexpected " + (text.equals("\n") ? "newline" : "\"" + text + "\""), false);
    }
}
