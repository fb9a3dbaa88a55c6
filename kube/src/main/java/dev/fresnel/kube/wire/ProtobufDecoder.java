package dev.fresnel.kube.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns a message's bytes into the tree that its JSON would be, as far as a {@link Plan} goes. One walk; what has no step
 * in the plan is passed over. For one thread.
 *
 * <p>On the wire Go's empty strings, zeros and falses are written, but absent lists, maps and pointers are not: so what is
 * there goes into the tree, unless the field's tags leave out what is empty.
 */
final class ProtobufDecoder {

    /** Deeper than the API server takes objects itself. */
    private static final int DEEPEST = 1_000;

    final ProtobufScanner in = new ProtobufScanner();
    private final StringCache strings;
    private final @Nullable Set<String> unknown;
    private int depth;

    /**
     * @param unknown null for readers, who show no nulls and pass over what they do not know; else nulls are shown, and
     *     fields that the schema does not know are added here, as {@code Pod.99}
     */
    ProtobufDecoder(StringCache strings, @Nullable Set<String> unknown) {
        this.strings = strings;
        this.unknown = unknown;
    }

    /** Reads a message that ends at {@code end} into a tree. */
    Map<String, Object> message(Plan plan, int end) throws UnreadableAnswerException {
        Map<String, Object> tree = new LinkedHashMap<>();
        message(plan, end, tree);
        return tree;
    }

    void message(Plan plan, int end, Map<String, Object> tree) throws UnreadableAnswerException {
        if (++depth > DEEPEST) {
            throw in.broken("messages are nested more than " + DEEPEST + " deep");
        }
        while (in.at < end) {
            int tag = in.tag(end);
            Plan.Step step = plan.step(tag >>> 3);
            if (step == null) {
                if (unknown != null) {
                    unknown.add(plan.type().name() + "." + (tag >>> 3));
                }
                in.skip(tag, end);
            } else {
                field(step, tag, end, tree);
            }
        }
        if (unknown != null) {
            for (FieldType field : plan.nullIfAbsent()) {
                tree.putIfAbsent(field.json(), JsonNull.NULL);
            }
        }
        depth--;
    }

    /** Reads a field whose tag has been read. */
    void field(Plan.Step step, int tag, int end, Map<String, Object> tree) throws UnreadableAnswerException {
        FieldType field = step.field;
        if (field.map()) {
            entry(step, in.lengthEnd(tag, end), tree);
        } else if (field.repeated()) {
            elements(step, tag, end, tree);
        } else if (field.inline()) {
            message(step.plan(), in.lengthEnd(tag, end), tree);
        } else {
            Object value = value(step, tag, end);
            if (value != null
                    && !(field.omitEmpty() && empty(value))
                    && !(field.omitZero() && value instanceof JsonNull)) {
                tree.put(field.json(), value);
            }
        }
    }

    private void elements(Plan.Step step, int tag, int end, Map<String, Object> tree) throws UnreadableAnswerException {
        List<Object> list = list(tree, step.field.json());
        FieldType.Type type = step.field.type();
        boolean packed = (tag & 7) == ProtobufScanner.BYTES
                && (type == FieldType.Type.INT || type == FieldType.Type.BOOL || type == FieldType.Type.DOUBLE);
        int until = packed ? in.end(end) : end;
        int each = packed ? (type == FieldType.Type.DOUBLE ? ProtobufScanner.FIXED64 : ProtobufScanner.VARINT) : tag;
        do {
            Object value = packed && in.at == until ? null : value(step, each, until);
            if (value != null) {
                list.add(value);
            }
        } while (packed && in.at < until);
    }

    // Trees are made here, so what stands under the name of a list or a map is one.
    @SuppressWarnings("unchecked")
    private static List<Object> list(Map<String, Object> tree, String name) {
        return (List<Object>) tree.computeIfAbsent(name, _ -> new ArrayList<>());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> tree, String name) {
        return (Map<String, Object>) tree.computeIfAbsent(name, _ -> new LinkedHashMap<>());
    }

    /** An entry of a map: a message with the key as field 1 and the value as field 2. */
    private void entry(Plan.Step step, int end, Map<String, Object> tree) throws UnreadableAnswerException {
        Map<String, Object> map = map(tree, step.field.json());
        String key = "";
        int valueTag = 0;
        int valueAt = 0;
        while (in.at < end) {
            int tag = in.tag(end);
            if (tag >>> 3 == 1) {
                key = in.string(in.lengthEnd(tag, end), strings);
            } else {
                if (tag >>> 3 == 2) {
                    valueTag = tag;
                    valueAt = in.at;
                }
                in.skip(tag, end);
            }
        }
        Plan.Step each = step.entry(key);
        if (each != null) {
            Object value;
            if (valueTag == 0) {
                value = step.lengthsOnly ? (Object) 0L : absent(each);
            } else {
                in.at = valueAt;
                value = step.lengthsOnly
                        ? (Object) (long) (in.lengthEnd(valueTag, end) - in.at)
                        : value(each, valueTag, end);
            }
            if (value != null) {
                map.put(key, value);
            }
        }
        in.at = end;
    }

    /** The value of a map's entry that has none on the wire. */
    private @Nullable Object absent(Plan.Step step) throws UnreadableAnswerException {
        return switch (step.field.type()) {
            case STRING, BYTES -> "";
            case INT -> 0L;
            case BOOL -> false;
            case DOUBLE -> 0.0;
            case MESSAGE -> message(step, in.at);
        };
    }

    /** A value as JSON has it, or null where nothing of it was asked for. */
    private @Nullable Object value(Plan.Step step, int tag, int end) throws UnreadableAnswerException {
        FieldType field = step.field;
        if (field.type() == FieldType.Type.MESSAGE) {
            return message(step, in.lengthEnd(tag, end));
        }
        if (!step.below().whole()) {
            in.skip(tag, end);
            return null;
        }
        return switch (field.type()) {
            case STRING -> in.string(in.lengthEnd(tag, end), strings);
            case BYTES -> {
                int to = in.lengthEnd(tag, end);
                byte[] copy = Arrays.copyOfRange(in.bytes, in.at, to);
                in.at = to;
                yield Base64.getEncoder().encodeToString(copy);
            }
            case INT -> in.number(tag, end);
            case BOOL -> in.number(tag, end) != 0;
            case DOUBLE -> {
                if ((tag & 7) != ProtobufScanner.FIXED64) {
                    throw in.broken("field " + (tag >>> 3) + " should hold a double");
                }
                yield asGoWrites(in.fixed64(end));
            }
            case MESSAGE -> throw new IllegalStateException();
        };
    }

    /** The message that ends at {@code end}, in the form that JSON gives it. */
    private @Nullable Object message(Plan.Step step, int end) throws UnreadableAnswerException {
        Plan plan = step.plan();
        boolean asked = step.below().whole();
        return switch (plan.type().form()) {
            case OBJECT -> step.field.typed() ? typed(step, end) : message(plan, end);
            case ITEMS -> message(plan, end).getOrDefault("items", new ArrayList<>());
            case SCHEMA_OR_BOOL, SCHEMA_OR_LIST -> alternatives(plan, end);
            case RAW_JSON -> rawJson(step, end);
            case TIME -> asked ? Scalars.time(in, end, jsonNull()) : skipTo(end);
            case MICRO_TIME -> asked ? Scalars.microTime(in, end, jsonNull()) : skipTo(end);
            case QUANTITY -> asked ? Scalars.quantity(in, end, strings) : skipTo(end);
            case INT_OR_STRING -> asked ? Scalars.intOrString(in, end, strings) : skipTo(end);
        };
    }

    /** An object within another, which JSON tells the type of. */
    private Map<String, Object> typed(Plan.Step step, int end) throws UnreadableAnswerException {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (step.below().asksAllOf("apiVersion")) {
            tree.put("apiVersion", "v1");
        }
        if (step.below().asksAllOf("kind")) {
            tree.put("kind", step.plan().type().name());
        }
        message(step.plan(), end, tree);
        return tree;
    }

    private @Nullable Object skipTo(int end) {
        in.at = end;
        return null;
    }

    private @Nullable Object jsonNull() {
        return unknown == null ? null : JsonNull.NULL;
    }

    private @Nullable Object rawJson(Plan.Step step, int end) throws UnreadableAnswerException {
        int to = Scalars.raw(in, end);
        int from = in.at;
        in.at = end;
        if (from == to) {
            return jsonNull();
        }
        try {
            return JsonTree.parse(in.bytes, from, to - from, step.below(), unknown != null);
        } catch (UnreadableAnswerException notJson) {
            if (unknown != null) {
                unknown.add(step.field.json() + " in another form than JSON");
            }
            return null;
        }
    }

    /** Of a message with two alternatives: the second where it holds something, else the first. */
    private @Nullable Object alternatives(Plan plan, int end) throws UnreadableAnswerException {
        Map<String, Object> tree = message(plan, end);
        FieldType first = plan.type().field(1);
        FieldType second = plan.type().field(2);
        Object one = first == null ? null : tree.get(first.json());
        Object two = second == null ? null : tree.get(second.json());
        boolean holds = two != null && !(two instanceof JsonNull) && !(two instanceof List<?> list && list.isEmpty());
        return holds ? two : one;
    }

    /** Go's JSON has whole numbers without a fraction, whatever their type. */
    private static Object asGoWrites(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e18;
        return whole ? (Object) (long) number : (Object) number;
    }

    private static boolean empty(Object value) {
        return switch (value) {
            case String text -> text.isEmpty();
            case Long number -> number == 0;
            case Boolean yes -> !yes;
            case Double number -> number == 0;
            default -> false;
        };
    }
}
