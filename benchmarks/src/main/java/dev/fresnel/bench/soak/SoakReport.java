package dev.fresnel.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a soak has found.
 *
 * @param about when, how long, how much, on what
 * @param samples over its time
 * @param left what was still there when all had left, beyond what was there before they came; a sentence each
 * @param lost where Fresnel and the API server differed at the end
 * @param facts what else was counted
 */
record SoakReport(
        String about,
        Map<Vital, List<Trend.Sample>> samples,
        List<String> left,
        List<String> lost,
        List<String> facts) {

    private static final String BEGIN = "<!-- soak: written by ./bench --soak --write -->";
    private static final String END = "<!-- /soak -->";

    /** Whether nothing was lost and nothing was left behind. */
    boolean sound() {
        return left.isEmpty() && lost.isEmpty();
    }

    String markdown() {
        StringBuilder text = new StringBuilder(about).append("\n\n");
        text.append("| what | mean | an hour, 95% | |\n| --- | --- | --- | --- |\n");
        samples.forEach((vital, all) -> text.append(line(vital, Trend.of(all))));
        text.append('\n');
        facts.forEach(fact -> text.append("- ").append(fact).append('\n'));
        text.append("- ")
                .append(
                        lost.isEmpty()
                                ? "Rows lost: none."
                                : "Rows lost: " + lost.size() + ", such as " + lost.getFirst() + ".")
                .append('\n');
        text.append("- ")
                .append(
                        left.isEmpty()
                                ? "Left behind when all had closed their tabs: nothing."
                                : "Left behind when all had closed their tabs: " + String.join("; ", left) + ".")
                .append('\n');
        return text.toString();
    }

    private static String line(Vital vital, @Nullable Trend trend) {
        if (trend == null) {
            return "| " + vital.title + " | | | too short to say |\n";
        }
        String verdict = switch (trend.verdict(vital.anHour)) {
            case FLAT -> "flat";
            case GROWS -> "**grows**";
            case TOO_SHORT_TO_SAY -> "too short to say";
        };
        return String.format(
                Locale.ROOT,
                "| %s | %s%s | %+.1f ± %.1f | %s |%n",
                vital.title,
                SoakChart.figure(trend.mean()),
                vital.unit.isEmpty() ? "" : " " + vital.unit,
                trend.anHour(),
                trend.sure(),
                verdict);
    }

    /** Puts it into a page, between its marks, and the chart beside the page. */
    void write(Path page) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(page + " has no lines " + BEGIN + " and " + END + " between which to write");
        }
        Files.writeString(page.resolveSibling("soak.svg"), SoakChart.of(samples, about.split(";", 2)[0]));
        Files.writeString(
                page,
                text.substring(0, begin) + BEGIN + "\n\n![](soak.svg)\n\n" + markdown() + "\n" + text.substring(end));
    }
}
