package dev.fresnel.simulator.schema;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.fresnel.simulator.tree.Tree;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule of {@code x-kubernetes-validations}. What Kubernetes adds to CEL beyond strings, such as quantities and IP
 * addresses, is not known here; a rule that needs it lets everything through. Thread-safe.
 */
final class CelRule {

    private static final Pattern ABOUT_BEFORE = Pattern.compile("\\boldSelf\\b");

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(10_000)
            .maxParseRecursionDepth(50)
            .comprehensionMaxIterations(20_000)
            .maxRegexProgramSize(1_000)
            .build();

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelExtensions.strings())
            .addVar("self", SimpleType.DYN)
            .addVar("oldSelf", SimpleType.DYN)
            .build();

    private static final CelRuntime RUNTIME = CelRuntimeFactory.legacyCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(CelExtensions.strings())
            .build();

    private static final Map<String, Optional<CelRuntime.Program>> PROGRAMS = new ConcurrentHashMap<>();

    private final String expression;
    private final Map<String, Object> rule;

    /** @param rule with its {@code rule}, {@code message} and so on */
    CelRule(Map<String, Object> rule) {
        this.rule = rule;
        this.expression = Tree.text(rule, "rule");
    }

    /** Whether it compares with what was before, so that it says nothing about a new value. */
    boolean isAboutBefore() {
        return ABOUT_BEFORE.matcher(expression).find();
    }

    /** What is wrong with a value; empty for a good one. */
    Optional<String> problem(Object self, @Nullable Object before) {
        Optional<CelRuntime.Program> program = PROGRAMS.computeIfAbsent(expression, CelRule::compile);
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> variables = new HashMap<>();
        variables.put("self", self);
        if (before != null) {
            variables.put("oldSelf", before);
        }
        try {
            return Boolean.TRUE.equals(program.get().eval(variables)) ? Optional.empty() : Optional.of(message());
        } catch (CelEvaluationException e) {
            return Optional.of("rule: " + expression + " evaluation failed: " + e.getMessage());
        }
    }

    private String message() {
        String message = Tree.text(rule, "message");
        return message.isEmpty() ? "failed rule: " + expression.strip() : message;
    }

    String reason() {
        String reason = Tree.text(rule, "reason");
        return reason.isEmpty() ? "FieldValueInvalid" : reason;
    }

    /** The field below the value that is to be named; {@code ""} for the value itself. */
    String fieldPath() {
        return Tree.text(rule, "fieldPath");
    }

    private static Optional<CelRuntime.Program> compile(String expression) {
        try {
            return Optional.of(
                    RUNTIME.createProgram(COMPILER.compile(expression).getAst()));
        } catch (CelValidationException | CelEvaluationException e) {
            return Optional.empty();
        }
    }
}
