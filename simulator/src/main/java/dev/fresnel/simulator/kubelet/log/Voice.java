package dev.fresnel.simulator.kubelet.log;

import dev.fresnel.simulator.tree.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How a program's log reads: what it says when it starts, what it goes on saying, and what it says when it ends by itself.
 * A text of several lines stays together.
 */
public final class Voice {
    /** Something said at a fixed distance, in milliseconds, from the start or before the end with that exit code. */
    record Fixed(long millis, long exitCode, Template text) {}

    private record Usual(double upTo, Template text) {}

    private final List<Fixed> opening;
    private final List<Fixed> closing;
    private final List<Usual> usual = new ArrayList<>();

    private Voice(List<Fixed> opening, List<Fixed> closing) {
        this.opening = opening;
        this.closing = closing;
    }

    /**
     * Reads a voice: {@code opening} and {@code closing} are lists of {@code {ms, text}}, those of the latter with
     * the {@code exit} code that they go with; {@code usual} is a list of {@code {weight, text}}.
     */
    public static Voice of(Map<String, Object> entry) {
        Voice voice = new Voice(fixed(entry, "opening"), fixed(entry, "closing"));
        double total = Tree.maps(entry, "usual").stream()
                .mapToLong(line -> Tree.number(line, 1, "weight"))
                .sum();
        double upTo = 0;
        for (Map<String, Object> line : Tree.maps(entry, "usual")) {
            upTo += Tree.number(line, 1, "weight") / total;
            voice.usual.add(new Usual(upTo, new Template(Tree.text(line, "text"))));
        }
        return voice;
    }

    List<Fixed> opening() {
        return opening;
    }

    List<Fixed> closing(long exitCode) {
        return closing.stream().filter(line -> line.exitCode() == exitCode).toList();
    }

    boolean isSilent() {
        return usual.isEmpty();
    }

    /** What is said at some time in between. */
    String usual(Speaker speaker, Instant at, SplittableRandom dice) {
        double luck = dice.nextDouble();
        for (Usual line : usual) {
            if (luck < line.upTo()) {
                return line.text().fill(speaker, at, dice);
            }
        }
        return usual.getLast().text().fill(speaker, at, dice);
    }

    private static List<Fixed> fixed(Map<String, Object> entry, String key) {
        return Tree.maps(entry, key).stream()
                .map(line -> new Fixed(
                        Tree.number(line, 0, "ms"),
                        Tree.number(line, 0, "exit"),
                        new Template(Tree.text(line, "text"))))
                .toList();
    }
}
