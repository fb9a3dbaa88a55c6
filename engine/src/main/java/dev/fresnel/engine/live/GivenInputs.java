package dev.fresnel.engine.live;

import dev.fresnel.engine.action.Prepared;
import dev.fresnel.engine.pack.ActionSpec;
import dev.fresnel.engine.pack.ActionSpec.InputType;
import dev.fresnel.engine.pack.Words;
import dev.fresnel.engine.view.ChangeData.Field;
import dev.fresnel.engine.view.ChangeData.Input;
import dev.fresnel.engine.view.Phrase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person gave to an action.
 *
 * @param shown each input with what was given, and what is wrong with it
 * @param values of those with which nothing is wrong, as the action takes them
 */
record GivenInputs(List<Input> shown, Map<String, @Nullable Object> values) {

    /** @param given by id; of others holds what is usual */
    static GivenInputs read(ActionSpec action, Map<String, String> given, Words words) {
        List<Input> shown = new ArrayList<>();
        Map<String, @Nullable Object> values = new HashMap<>();
        for (ActionSpec.Input input : action.inputs()) {
            String text = given.getOrDefault(input.id(), usual(input.type())).strip();
            Phrase problem = problem(input.type(), text);
            if (problem == null) {
                values.put(input.id(), value(input.type(), text));
            }
            shown.add(new Input(input.id(), words.of(input.title()), text, field(input.type(), words), problem));
        }
        return new GivenInputs(shown, values);
    }

    boolean usable() {
        return shown.stream().allMatch(input -> input.problem() == null);
    }

    /** The inputs, with what the action has found that its listed ones could be. */
    static List<Input> listing(List<Input> inputs, Map<String, Prepared.Listing> lists, Words words) {
        return inputs.stream()
                .map(input -> {
                    Prepared.Listing listing = lists.get(input.id());
                    return listing == null
                            ? input
                            : new Input(
                                    input.id(),
                                    input.title(),
                                    listing.chosen(),
                                    new Field.Listed(
                                            listing.columns().stream()
                                                    .map(words::of)
                                                    .toList(),
                                            listing.entries()),
                                    input.problem());
                })
                .toList();
    }

    /** The inputs, with lists as they were: they are found anew, and must not vanish meanwhile. */
    static List<Input> keepingLists(List<Input> inputs, List<Input> before) {
        return inputs.stream()
                .map(input -> before.stream()
                        .filter(old -> old.id().equals(input.id())
                                && old.field() instanceof Field.Listed
                                && input.field() instanceof Field.Listed)
                        .map(old -> new Input(input.id(), input.title(), input.value(), old.field(), input.problem()))
                        .findFirst()
                        .orElse(input))
                .toList();
    }

    /** What holds where the person says nothing of it. */
    private static String usual(InputType type) {
        return switch (type) {
            case InputType.Choice choice -> choice.options().getFirst();
            case InputType.Flag _ -> "false";
            default -> "";
        };
    }

    private static @Nullable Phrase problem(InputType type, String given) {
        return switch (type) {
            case InputType.Whole(long min, long max) -> {
                Long value = whole(given);
                yield value != null && value >= min && value <= max
                        ? null
                        : Phrase.of("change.number", "min", String.valueOf(min), "max", String.valueOf(max));
            }
            case InputType.Text text ->
                (given.isEmpty()
                                ? text.optional()
                                : text.pattern().matcher(given).matches())
                        ? null
                        : Phrase.of(given.isEmpty() ? "change.needed" : "change.pattern");
            case InputType.Choice choice -> choice.options().contains(given) ? null : Phrase.of("change.needed");
            case InputType.Flag _ -> given.equals("true") || given.equals("false") ? null : Phrase.of("change.needed");
            case InputType.Listed _ -> null;
        };
    }

    /** An empty text stands for nothing. */
    private static @Nullable Object value(InputType type, String given) {
        return switch (type) {
            case InputType.Whole _ -> Long.valueOf(given);
            case InputType.Flag _ -> Boolean.valueOf(given);
            default -> given.isEmpty() ? null : given;
        };
    }

    private static Field field(InputType type, Words words) {
        return switch (type) {
            case InputType.Whole(long min, long max) -> new Field.Whole(min, max);
            case InputType.Text text -> new Field.Text(text.optional());
            case InputType.Flag _ -> new Field.Flag();
            case InputType.Listed _ -> new Field.Listed(List.of(), List.of());
            case InputType.Choice choice ->
                new Field.Choice(choice.options().stream()
                        .map(option -> new Field.Option(option, words.of(option)))
                        .toList());
        };
    }

    private static @Nullable Long whole(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
