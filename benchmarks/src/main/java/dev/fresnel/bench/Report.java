package dev.fresnel.bench;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that one run has found, for people and for machines.
 *
 * @param at when the run began
 * @param machine where
 * @param loadBefore processes that wanted a core in the minute before
 * @param cluster which one was measured, in words
 * @param pods in it
 * @param results what was measured, and what could not be
 */
record Report(Instant at, Machine machine, double loadBefore, String cluster, int pods, List<Result> results) {

    private static final String NOT_MEASURED = "not measured";

    /** In the order of the budgets. */
    private List<Result> ordered() {
        return results.stream().sorted(Comparator.comparing(Result::budget)).toList();
    }

    /** For a terminal. */
    String text() {
        StringBuilder out = new StringBuilder();
        out.append(heading()).append('\n');
        Budget last = null;
        for (Result result : ordered()) {
            if (result.budget() != last) {
                last = result.budget();
                out.append(String.format("%n%s: at most %s%n", last.what(), amount(last, last.limit(pods))));
            }
            out.append(String.format(
                    "  %-9s %-14s %s%n",
                    verdict(result),
                    measured(result),
                    result.how().isEmpty() ? result.detail() : result.how() + ": " + result.detail()));
        }
        return out.toString();
    }

    /** The table of {@code docs/performance.md}. */
    String markdown() {
        StringBuilder out = new StringBuilder(heading()).append("\n\n");
        out.append("| what | budget | measured | | how |\n| --- | --- | --- | --- | --- |\n");
        for (Result result : ordered()) {
            Budget budget = result.budget();
            out.append(String.format(
                    "| %s | ≤ %s | %s | %s | %s |%n",
                    budget.what(),
                    amount(budget, budget.limit(pods)),
                    measured(result),
                    verdict(result),
                    (result.how().isEmpty() ? "" : result.how() + ": ") + result.detail()));
        }
        return out.toString();
    }

    /** For programs: the same, with figures as numbers. */
    String json() {
        List<Line> lines = ordered().stream()
                .map(result -> new Line(
                        result.budget().name().toLowerCase(Locale.ROOT),
                        result.budget().what(),
                        result.budget().unit(),
                        result.budget().limit(pods),
                        result.value(),
                        isMet(result),
                        result.how(),
                        result.detail()))
                .toList();
        return JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(new Document(at.toString(), machine, loadBefore, cluster, pods, lines));
    }

    private String heading() {
        String date = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(at);
        return String.format(
                Locale.ENGLISH,
                "%s. %s. %s with %,d pods. %s",
                date,
                machine,
                cluster,
                pods,
                loadBefore > machine.cores() / 2.0
                        ? String.format(
                                Locale.ENGLISH,
                                "**The machine was busy with other things** (load %.1f before the run): figures are worse"
                                        + " than they are on a quiet one.",
                                loadBefore)
                        : String.format(
                                Locale.ENGLISH, "The machine was quiet (load %.1f before the run).", loadBefore));
    }

    private @Nullable Boolean isMet(Result result) {
        return result.value() == null ? null : result.value() <= result.budget().limit(pods);
    }

    private String verdict(Result result) {
        Boolean met = isMet(result);
        return met == null ? "–" : met ? "met" : "NOT MET";
    }

    private static String measured(Result result) {
        return result.value() == null ? NOT_MEASURED : amount(result.budget(), result.value());
    }

    private static String amount(Budget budget, double value) {
        String figure = value >= 100
                ? String.format(Locale.ENGLISH, "%,.0f", value)
                : String.format(Locale.ENGLISH, "%.2f", value).replaceAll("\\.?0+$", "");
        return figure + " " + budget.unit();
    }

    private record Document(
            String at, Machine machine, double loadBefore, String cluster, int pods, List<Line> results) {}

    private record Line(
            String budget,
            String what,
            String unit,
            double limit,
            @Nullable Double value,
            @Nullable Boolean met,
            String how,
            String detail) {}
}
