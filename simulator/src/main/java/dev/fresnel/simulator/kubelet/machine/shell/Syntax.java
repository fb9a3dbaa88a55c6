package dev.fresnel.simulator.kubelet.machine.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was read, as a tree. Words are as they were written; they become texts when it is their turn. */
sealed interface Syntax {

    /** {@code A=b command word … > file}. */
    record Simple(List<String> assignments, List<String> words, List<Redirect> redirects) implements Syntax {}

    /** {@code a | b}, with its outcome turned round after {@code !}. */
    record Pipeline(List<Syntax> parts, boolean negated) implements Syntax {}

    /** {@code a && b} or {@code a || b}. */
    record AndOr(Syntax left, boolean and, Syntax right) implements Syntax {}

    /** {@code a; b}. */
    record Sequence(List<Syntax> parts) implements Syntax {}

    /** {@code a &}. */
    record Background(Syntax what) implements Syntax {}

    record If(Syntax condition, Syntax then, @Nullable Syntax otherwise) implements Syntax {}

    /** {@code while} and {@code until}. */
    record Loop(Syntax condition, boolean until, Syntax body) implements Syntax {}

    /** @param words null where there are none: the arguments */
    record For(String name, @Nullable List<String> words, Syntax body) implements Syntax {}

    /** {@code { a; } > file} and {@code ( a )}. */
    record Group(Syntax body, boolean subshell, List<Redirect> redirects) implements Syntax {}

    /**
     * @param descriptor 0, 1 or 2; -1 for both outputs
     * @param kind {@code <}, {@code >}, {@code >>}, {@code >&} or {@code <<}, whose target is the text itself
     */
    record Redirect(int descriptor, String kind, String target) {}
}
