package dev.fresnel.simulator.kubelet.log;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A text with parts to be filled in, written {@code ${…}}:
 *
 * <ul>
 *   <li>{@code ${time PATTERN}}: the line's time in UTC, in a pattern of {@link DateTimeFormatter}; {@code ${iso}} with
 *       milliseconds, {@code ${epoch}} in seconds, {@code ${millis}} in milliseconds
 *   <li>{@code ${int 1 20}}: a whole number between the two; {@code ${ms 3 900}} too, but mostly near the lower one
 *   <li>{@code ${pick a|b|c}}: one of them; {@code ${hex 8}}: so many hexadecimal digits
 *   <li>{@code ${pod}}, {@code ${container}}, {@code ${namespace}}, {@code ${node}}, {@code ${version}}, {@code ${uptime}}
 *   <li>{@code ${env NAME}}: the value of an environment variable
 *   <li>{@code ${esc}}: the character that begins a terminal's colour
 * </ul>
 */
final class Template {
    private final List<Part> parts = new ArrayList<>();

    /** Part of a line. */
    private interface Part {
        void write(StringBuilder line, Speaker speaker, Instant at, SplittableRandom dice);
    }

    Template(String text) {
        int from = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", from)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("A ${ is not closed in the log template: " + text);
            }
            addText(text.substring(from, open));
            parts.add(part(text.substring(open + 2, close)));
            from = close + 1;
        }
        addText(text.substring(from));
    }

    String fill(Speaker speaker, Instant at, SplittableRandom dice) {
        StringBuilder line = new StringBuilder();
        parts.forEach(part -> part.write(line, speaker, at, dice));
        return line.toString();
    }

    private void addText(String text) {
        if (!text.isEmpty()) {
            parts.add((line, speaker, at, dice) -> line.append(text));
        }
    }

    private static Part part(String expression) {
        String[] words = expression.split(" ", 2);
        String argument = words.length > 1 ? words[1] : "";
        return switch (words[0]) {
            case "iso" -> time("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
            case "time" -> time(argument);
            case "epoch" -> (line, speaker, at, dice) -> line.append(at.getEpochSecond());
            case "millis" -> (line, speaker, at, dice) -> line.append(at.toEpochMilli());
            case "int" -> number(argument, false);
            case "ms" -> number(argument, true);
            case "pick" -> {
                String[] choices = argument.split("\\|", -1);
                yield (line, speaker, at, dice) -> line.append(choices[dice.nextInt(choices.length)]);
            }
            case "hex" -> {
                int digits = Integer.parseInt(argument);
                yield (line, speaker, at, dice) -> {
                    for (int i = 0; i < digits; i++) {
                        line.append(Character.forDigit(dice.nextInt(16), 16));
                    }
                };
            }
            case "esc" -> (line, speaker, at, dice) -> line.append('\u001b');
            case "env" ->
                (line, speaker, at, dice) -> line.append(speaker.environment().apply(argument));
            case "pod" -> (line, speaker, at, dice) -> line.append(speaker.pod());
            case "container" -> (line, speaker, at, dice) -> line.append(speaker.container());
            case "namespace" -> (line, speaker, at, dice) -> line.append(speaker.namespace());
            case "node" -> (line, speaker, at, dice) -> line.append(speaker.node());
            case "version" -> (line, speaker, at, dice) -> line.append(speaker.version());
            case "uptime" ->
                (line, speaker, at, dice) ->
                        line.append(Duration.between(speaker.started(), at).toSeconds());
            default -> throw new IllegalArgumentException("A log template cannot fill in ${" + expression + "}.");
        };
    }

    private static Part time(String pattern) {
        DateTimeFormatter formatter =
                DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
        return (line, speaker, at, dice) -> formatter.formatTo(at, line);
    }

    private static Part number(String bounds, boolean mostlyLow) {
        String[] ends = bounds.split(" ");
        long least = Long.parseLong(ends[0]);
        long most = Long.parseLong(ends[1]);
        return (line, speaker, at, dice) -> {
            double luck = dice.nextDouble();
            line.append(least + (long) ((most - least + 1) * (mostlyLow ? luck * luck * luck * luck : luck)));
        };
    }
}
