package dev.fresnel.engine.pack;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.fresnel.engine.kubernetes.Conditions;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.tree.ValuePath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A compiled CEL expression over an object. {@code self} is the object, its fields also stand by themselves
 * ({@code spec.replicas}), and {@code condition('Ready')} is the status of a condition. An object that lacks what the
 * expression asks for has no value. Expressions are bounded: in length, in loops, in the size of regular expressions.
 * Immutable and thread-safe.
 */
final class CelProgram {

    /** Fields that objects have at the top; an expression may name them without {@code self}. */
    private static final List<String> TOP = List.of(
            "apiVersion",
            "kind",
            "metadata",
            "spec",
            "status",
            "data",
            "type",
            "rules",
            "subjects",
            "webhooks",
            "report");

    /** What {@code condition('X')} becomes: a function of the object and the type. */
    static final String CONDITION = "conditionOf";

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(2_000)
            .maxParseRecursionDepth(50)
            .comprehensionMaxIterations(20_000)
            .maxRegexProgramSize(1_000)
            .build();

    private static final CelCompiler COMPILER = compiler();
    private static final CelRuntime RUNTIME = runtime();

    private final CelRuntime.Program program;
    private final List<ValuePath> paths;

    private CelProgram(CelRuntime.Program program, List<ValuePath> paths) {
        this.program = program;
        this.paths = paths;
    }

    static CelProgram compile(YamlNode node) throws InvalidPackException {
        String expression = node.text();
        try {
            CelAbstractSyntaxTree ast = COMPILER.compile(expression).getAst();
            return new CelProgram(RUNTIME.createProgram(ast), CelPaths.of(ast.getExpr()));
        } catch (CelValidationException e) {
            CelIssue issue = e.getErrors().isEmpty() ? null : e.getErrors().getFirst();
            throw node.invalid("this CEL expression does not compile: "
                    + (issue == null
                            ? e.getMessage()
                            : issue.getMessage() + " (line "
                                    + issue.getSourceLocation().getLine() + ", character "
                                    + (issue.getSourceLocation().getColumn() + 1) + " of the expression)"));
        } catch (CelEvaluationException e) {
            throw node.invalid("this CEL expression cannot be run: " + e.getMessage());
        }
    }

    /** The result as a JSON tree has it, or null where the object lacks something or the expression fails. */
    @Nullable
    Object evaluate(Map<String, Object> object) {
        Map<String, Object> variables = new HashMap<>();
        for (String name : TOP) {
            variables.put(name, object.getOrDefault(name, Map.of()));
        }
        variables.put("self", object);
        try {
            return plain(program.eval(variables));
        } catch (CelEvaluationException | RuntimeException _) {
            // Whatever an odd object makes of the expression, the row is drawn without this value.
            return null;
        }
    }

    List<ValuePath> paths() {
        return paths;
    }

    private static @Nullable Object plain(@Nullable Object result) {
        return result instanceof Optional<?> optional ? optional.orElse(null) : result;
    }

    private static CelCompiler compiler() {
        var builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addMacros(CelMacro.newGlobalMacro(
                        "condition",
                        1,
                        (factory, target, arguments) -> Optional.of(
                                factory.newGlobalCall(CONDITION, factory.newIdentifier("self"), arguments.getFirst()))))
                .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                        CONDITION,
                        CelOverloadDecl.newGlobalOverload(
                                CONDITION, SimpleType.STRING, SimpleType.DYN, SimpleType.STRING)))
                .addVar("self", SimpleType.DYN);
        TOP.forEach(name -> builder.addVar(name, SimpleType.DYN));
        return builder.build();
    }

    private static CelRuntime runtime() {
        return CelRuntimeFactory.legacyCelRuntimeBuilder()
                .setOptions(OPTIONS)
                .addFunctionBindings(CelFunctionBinding.from(
                        CONDITION,
                        Object.class,
                        String.class,
                        (object, type) -> Conditions.status(Tree.map(object), type)))
                .build();
    }
}
