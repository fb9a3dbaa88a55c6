package dev.fresnel.simulator.conformance;

import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where two answers to one question differ. */
final class Comparison {

    private final Question question;
    private final List<Deviation> deviations;
    private final List<String> differences = new ArrayList<>();

    private Comparison(Question question, List<Deviation> deviations) {
        this.question = question;
        this.deviations = deviations;
    }

    /** A line for each difference that no deviation explains. */
    static List<String> of(
            Question question, Map<String, Object> real, Map<String, Object> simulated, List<Deviation> deviations) {
        Comparison comparison = new Comparison(question, deviations);
        if (!Objects.equals(real.get("code"), simulated.get("code")) && !comparison.isExplained("code")) {
            return List.of("code\n      real       " + print(real) + "\n      simulator  " + print(simulated));
        }
        if (question.take().isEmpty()) {
            comparison.compare("", real, simulated);
        }
        for (String path : question.take()) {
            comparison.compare(path, Paths.at(real, path), Paths.at(simulated, path));
        }
        return comparison.differences;
    }

    private boolean isExplained(String path) {
        return deviations.stream().anyMatch(deviation -> deviation.explains(question, path));
    }

    private void compare(String path, @Nullable Object real, @Nullable Object simulated) {
        if (question.without().stream().anyMatch(without -> Paths.isWithin(path, without))
                || Objects.equals(real, simulated)
                || isExplained(path)) {
            return;
        }
        if (real instanceof Map<?, ?> a && simulated instanceof Map<?, ?> b) {
            Set<String> keys = new LinkedHashSet<>(Tree.map(a).keySet());
            keys.addAll(Tree.map(b).keySet());
            keys.forEach(key -> compare(join(path, key), a.get(key), b.get(key)));
        } else if (real instanceof List<?> a && simulated instanceof List<?> b) {
            for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
                compare(
                        join(path, Integer.toString(i)),
                        i < a.size() ? a.get(i) : null,
                        i < b.size() ? b.get(i) : null);
            }
        } else {
            differences.add(path + "\n      real       " + print(real) + "\n      simulator  " + print(simulated));
        }
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key.replace(".", "~");
    }

    private static String print(@Nullable Object value) {
        return value == null ? "(nothing)" : Json.text(value);
    }
}
