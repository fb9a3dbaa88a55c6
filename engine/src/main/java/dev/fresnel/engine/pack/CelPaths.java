package dev.fresnel.engine.pack;

import dev.cel.common.ast.CelExpr;
import dev.fresnel.engine.tree.ValuePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the fields that an expression reads, so that readers keep them: each longest chain of names from the top. */
final class CelPaths {

    private final Set<String> found = new HashSet<>();
    private final Set<String> locals = new HashSet<>();

    private CelPaths() {}

    static List<ValuePath> of(CelExpr expression) {
        CelPaths paths = new CelPaths();
        paths.walk(expression);
        return paths.found.stream().sorted().map(ValuePath::parse).toList();
    }

    private void walk(CelExpr expression) {
        List<String> chain = chain(expression);
        if (chain != null) {
            if (!chain.isEmpty()) {
                found.add(String.join(".", chain));
            }
            return;
        }
        for (CelExpr child : children(expression)) {
            walk(child);
        }
    }

    /** The names of a chain such as {@code self.spec.replicas}; empty for a loop's variable; null for anything else. */
    private @Nullable List<String> chain(CelExpr expression) {
        Deque<String> names = new ArrayDeque<>();
        CelExpr here = expression;
        while (here.getKind() == CelExpr.ExprKind.Kind.SELECT) {
            names.addFirst(quoted(here.select().field()));
            here = here.select().operand();
        }
        if (here.getKind() != CelExpr.ExprKind.Kind.IDENT) {
            return null;
        }
        String root = here.ident().name();
        if (locals.contains(root)) {
            return List.of();
        }
        if (!root.equals("self")) {
            names.addFirst(root);
        }
        return names.isEmpty() ? List.of("metadata", "name") : List.copyOf(names);
    }

    private static String quoted(String name) {
        return name.indexOf('.') < 0 ? name : '"' + name + '"';
    }

    private List<CelExpr> children(CelExpr expression) {
        List<CelExpr> children = new ArrayList<>();
        switch (expression.getKind()) {
            case SELECT -> children.add(expression.select().operand());
            case CALL -> {
                if (expression.call().function().equals(CelProgram.CONDITION)) {
                    found.add("status.conditions");
                    return List.of();
                }
                expression.call().target().ifPresent(children::add);
                children.addAll(expression.call().args());
            }
            case LIST -> children.addAll(expression.list().elements());
            case MAP ->
                expression.map().entries().forEach(entry -> {
                    children.add(entry.key());
                    children.add(entry.value());
                });
            case COMPREHENSION -> {
                var loop = expression.comprehension();
                locals.add(loop.iterVar());
                locals.add(loop.accuVar());
                children.addAll(List.of(
                        loop.iterRange(), loop.accuInit(), loop.loopCondition(), loop.loopStep(), loop.result()));
            }
            default -> {}
        }
        return children;
    }
}
