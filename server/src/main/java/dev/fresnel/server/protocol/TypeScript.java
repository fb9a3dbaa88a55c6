package dev.fresnel.server.protocol;

import java.io.IOException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the protocol's records as TypeScript, so that browser and server cannot drift. Run by the build:
 * {@code TypeScript FILE}. {@link SealedTypes} says the same to Jackson; a test holds the two together.
 *
 * <pre>
 *   record Cell.Ratio(long part, long whole)              export interface CellRatio { type: "ratio"; part: number; whole: number }
 *   sealed interface Cell                                 export type Cell = CellMissing | CellText | …
 *   enum Severity { FAILED, … }                           export type Severity = "failed" | …
 * </pre>
 */
public final class TypeScript {

    private static final Class<?>[] ROOTS = {ClientMessage.class, ServerMessage.class};

    private final Map<Class<?>, String> declarations = new LinkedHashMap<>();

    private TypeScript() {}

    /** Writes the file named by the only argument, if its content would change. */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        String text = generate();
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        }
    }

    /** The whole file. */
    static String generate() {
        TypeScript types = new TypeScript();
        for (Class<?> root : ROOTS) {
            types.declare(root);
        }
        return "// Made by the build from the Java records of the protocol. Do not edit.\n\n"
                + String.join("\n", types.declarations.values());
    }

    private String declare(Class<?> raw) {
        String name = nameOf(raw);
        if (!declarations.containsKey(raw)) {
            declarations.put(raw, ""); // keeps its place, and ends recursion
            declarations.put(raw, raw.isEnum() ? enumeration(raw) : raw.isRecord() ? record(raw) : union(raw));
        }
        return name;
    }

    private static String enumeration(Class<?> raw) {
        return Arrays.stream(raw.getEnumConstants())
                .map(constant -> '"' + ((Enum<?>) constant).name().toLowerCase(Locale.ROOT) + '"')
                .collect(Collectors.joining(" | ", "export type " + nameOf(raw) + " = ", ";\n"));
    }

    private String union(Class<?> raw) {
        if (!raw.isSealed()) {
            throw new IllegalStateException(raw + " is neither a record, an enum nor a sealed interface");
        }
        return Arrays.stream(raw.getPermittedSubclasses())
                .map(this::declare)
                .collect(Collectors.joining(" | ", "export type " + nameOf(raw) + " = ", ";\n"));
    }

    private String record(Class<?> raw) {
        StringBuilder out = new StringBuilder("export interface " + nameOf(raw) + " {\n");
        if (SealedTypes.unionOf(raw) != null) {
            out.append("  type: \"").append(SealedTypes.typeName(raw)).append("\";\n");
        }
        for (RecordComponent component : raw.getRecordComponents()) {
            AnnotatedType type = component.getAccessor().getAnnotatedReturnType();
            out.append("  ").append(component.getName()).append(": ").append(typeOf(type));
            out.append(type.isAnnotationPresent(Nullable.class) ? " | null;\n" : ";\n");
        }
        return out.append("}\n").toString();
    }

    private String typeOf(AnnotatedType annotated) {
        Type type = annotated.getType();
        if (type instanceof ParameterizedType generic) {
            AnnotatedType[] arguments = ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments();
            if (generic.getRawType() == List.class) {
                String element = typeOf(arguments[0]);
                return (element.contains(" ") ? "(" + element + ")" : element) + "[]";
            }
            if (generic.getRawType() == Map.class) {
                boolean closed = arguments[0].getType() instanceof Class<?> key && key.isEnum();
                return (closed ? "Partial<Record<" : "Record<") + typeOf(arguments[0]) + ", " + typeOf(arguments[1])
                        + (closed ? ">>" : ">");
            }
        }
        if (type == String.class) {
            return "string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (type instanceof Class<?> raw) {
            return raw.isPrimitive() || java.lang.Number.class.isAssignableFrom(raw) ? "number" : declare(raw);
        }
        throw new IllegalStateException("no TypeScript for " + type);
    }

    /** {@code Cell.Status} is {@code CellStatus}, {@code TableData.Row} is {@code TableDataRow}. */
    private static String nameOf(Class<?> raw) {
        Class<?> enclosing = raw.getEnclosingClass();
        return enclosing == null ? raw.getSimpleName() : enclosing.getSimpleName() + raw.getSimpleName();
    }
}
