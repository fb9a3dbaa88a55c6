package dev.fresnel.kube.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path as {@code additionalPrinterColumns} write it: Kubernetes' own JSONPath, such as {@code .spec.replicas} or
 * {@code .status.conditions[?(@.type=="Ready")].status}. Immutable.
 *
 * <p>The language: <a href="https://kubernetes.io/docs/reference/kubectl/jsonpath/">JSONPath support</a>. What a path
 * cannot find is nothing, never an error.
 */
public final class JsonPath {

    /** Paths such as {@code ..*..*} find more than an object holds. */
    private static final int MAX_VALUES = 10_000;

    private final List<PathStep> steps;

    private JsonPath(List<PathStep> steps) {
        this.steps = steps;
    }

    /**
     * @param text with or without braces around it and the dot before it
     * @throws IllegalArgumentException where it cannot be understood; the message tells where
     */
    public static JsonPath parse(String text) {
        return new JsonPath(new JsonPathParser(text).parse());
    }

    static JsonPath of(List<PathStep> steps) {
        return new JsonPath(steps);
    }

    /**
     * All that the path finds in a tree of maps, lists and scalars, in order.
     *
     * @param root as in {@link dev.fresnel.kube.wire.ReadObject#fields()}
     */
    public List<Object> evaluate(Object root) {
        List<Object> found = List.of(root);
        for (PathStep step : steps) {
            List<Object> next = new ArrayList<>();
            for (Object each : found) {
                step.walk(each, value -> {
                    if (next.size() < MAX_VALUES) {
                        next.add(value);
                    }
                });
            }
            found = next;
        }
        return found;
    }

    /** The first that it finds, or null. */
    public @Nullable Object first(Object root) {
        List<Object> found = evaluate(root);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** Whether it is nothing but field names, so that {@link #fields} says all of it. */
    public boolean simple() {
        return steps.stream().allMatch(PathStep.Field.class::isInstance);
    }

    /**
     * The fields that must be read of an object so that the path finds all it would in the whole object: its leading field
     * names, as {@link dev.fresnel.kube.wire.FieldPath#parse} reads them. {@code ""} is the whole object.
     */
    public String fields() {
        StringBuilder path = new StringBuilder();
        for (PathStep step : steps) {
            if (!(step instanceof PathStep.Field(String name))) {
                break;
            }
            boolean quoted = name.indexOf('.') >= 0 || name.startsWith("\"");
            path.append(path.isEmpty() ? "" : ".").append(quoted ? "\"" + name + "\"" : name);
        }
        return path.toString();
    }
}
