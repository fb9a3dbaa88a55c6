package dev.fresnel.kube.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message type beside what is asked of it: a step for each field that is to be read, found by the field's number.
 * Immutable but for steps' plans, which are made when first needed since messages can hold themselves; making one twice
 * does no harm, so plans may be shared.
 */
final class Plan {

    /** What to do with a field. */
    static final class Step {
        final FieldType field;
        final boolean lengthsOnly;
        private final PathTrie below;
        private final Withheld withheld;
        private final Map<String, Step> entries = new HashMap<>();
        private @Nullable Plan plan;

        private Step(FieldType field, PathTrie below, Withheld withheld, boolean lengthsOnly) {
            this.field = field;
            this.below = below;
            this.withheld = withheld;
            this.lengthsOnly = lengthsOnly;
            if (field.map() && !below.whole()) {
                below.children()
                        .forEach((key, child) -> entries.put(key, new Step(field, child, withheld, lengthsOnly)));
            }
        }

        /** What is asked at and below the field. */
        PathTrie below() {
            return below;
        }

        /** The plan for the field's messages. */
        Plan plan() {
            Plan made = plan;
            if (made == null) {
                MessageType message = field.message();
                if (message == null) {
                    throw new IllegalStateException("field " + field.json() + " holds no message");
                }
                made = new Plan(message, below, withheld, false);
                plan = made;
            }
            return made;
        }

        /** What to do with the value of a key of the map that this field holds, or null to skip it. */
        @Nullable
        Step entry(String key) {
            return withheld.drops(key) ? null : below.whole() ? this : entries.get(key);
        }
    }

    private final MessageType type;
    private final @Nullable Step[] steps;
    private final List<FieldType> nullIfAbsent = new ArrayList<>();

    private Plan(MessageType type, PathTrie asked, Withheld withheld, boolean root) {
        this.type = type;
        this.steps = new Step[type.highest() + 1];
        for (FieldType field : type.fields()) {
            PathTrie below = asked.whole() || field.inline() || type.form() != MessageType.Form.OBJECT
                    ? asked
                    : asked.child(field.json());
            if (below == null || (field.inline() && !asked.whole() && !asksInline(field, asked))) {
                continue;
            }
            steps[field.number()] = new Step(field, below, withheld, root && withheld.lengthsOnly(field.json()));
            if (field.nullIfAbsent()) {
                nullIfAbsent.add(field);
            }
        }
    }

    /** All of a message. */
    static Plan whole(MessageType type) {
        return new Plan(type, PathTrie.WHOLE, Withheld.NOTHING, false);
    }

    /** What is asked of an object, without what is withheld of it. */
    static Plan of(MessageType object, PathTrie asked, Withheld withheld) {
        return new Plan(object, asked, withheld, true);
    }

    MessageType type() {
        return type;
    }

    /** What to do with a field, or null to skip it. */
    @Nullable
    Step step(int number) {
        return number < steps.length ? steps[number] : null;
    }

    /** Fields that JSON writes as null where they are not on the wire. */
    List<FieldType> nullIfAbsent() {
        return nullIfAbsent;
    }

    private static boolean asksInline(FieldType field, PathTrie asked) {
        MessageType message = field.message();
        return message != null
                && message.fields().stream()
                        .anyMatch(each -> each.inline() ? asksInline(each, asked) : asked.child(each.json()) != null);
    }
}
