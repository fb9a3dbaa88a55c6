package dev.fresnel.server.report;

import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ProblemsData;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.SourceState;
import dev.fresnel.engine.view.ViewRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Looks for problems until all of a cluster has been looked at, and says what it found as a table or as JSON. */
public final class ProblemsReport {

    /** Exit statuses. */
    private static final int WELL = 0;

    private static final int FAILED = 1;
    private static final int NOT_LOOKED = 3;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final LiveView.Opener views;
    private final InstantSource clock;

    public ProblemsReport(LiveView.Opener views, InstantSource clock) {
        this.views = views;
        this.clock = clock;
    }

    /**
     * What there is to print, and how the program ends.
     *
     * @param lines for standard output
     * @param trouble why it is not all; null where it is
     * @param status 0, 1 where something has failed, 3 where not all could be looked at
     */
    public record Report(List<String> lines, @Nullable String trouble, int status) {}

    /**
     * Looks, and waits until all is known.
     *
     * @param patience how long
     */
    public Report look(ViewRequest.Problems request, boolean json, Duration patience) throws InterruptedException {
        ProblemsData data = wait(request, patience);
        String trouble = trouble(data, patience);
        List<ProblemsData.Problem> problems = data == null ? List.of() : data.problems();
        boolean failed = problems.stream().anyMatch(problem -> problem.severity() == Severity.FAILED);
        return new Report(
                json
                        ? List.of(JSON.writeValueAsString(
                                problems.stream().map(ProblemsReport::tree).toList()))
                        : table(problems),
                trouble,
                trouble != null ? NOT_LOOKED : failed ? FAILED : WELL);
    }

    private @Nullable ProblemsData wait(ViewRequest.Problems request, Duration patience) throws InterruptedException {
        Semaphore changed = new Semaphore(1);
        long until = System.nanoTime() + patience.toNanos();
        ProblemsData last = null;
        try (LiveView view = views.open(request, "en", changed::release)) {
            while (changed.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                changed.drainPermits();
                if (view.poll() instanceof LiveView.Update.Whole(ProblemsData data)) {
                    last = data;
                    if (data.complete() || hasFailed(data)) {
                        return data;
                    }
                }
            }
        }
        return last;
    }

    private static boolean hasFailed(ProblemsData data) {
        return data.sources().stream().anyMatch(source -> source.state() instanceof SourceState.State.Failed);
    }

    private static @Nullable String trouble(@Nullable ProblemsData data, Duration patience) {
        if (data != null && data.complete()) {
            return null;
        }
        for (SourceState source : data == null ? List.<SourceState>of() : data.sources()) {
            if (source.state() instanceof SourceState.State.Failed failed) {
                String reason = failed.message().args().get("reason");
                return source.cluster() + ": " + (reason == null ? "the kubeconfig has no such context" : reason);
            }
        }
        return "not all could be looked at within " + patience.toSeconds() + " s; --timeout gives it longer";
    }

    private List<String> table(List<ProblemsData.Problem> problems) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("SEVERITY", "NAMESPACE", "SINCE", "PROBLEM"));
        for (ProblemsData.Problem problem : problems) {
            rows.add(List.of(
                    problem.severity().name().toLowerCase(Locale.ROOT),
                    String.join(",", problem.namespaces()),
                    problem.since() == null ? "" : age(problem.since()),
                    plain(problem.title())));
        }
        int[] widths = new int[3];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return problems.isEmpty()
                ? List.of("Nothing is wrong, as far as Fresnel can tell.")
                : rows.stream()
                        .map(row -> pad(row.get(0), widths[0])
                                + pad(row.get(1), widths[1])
                                + pad(row.get(2), widths[2])
                                + row.get(3))
                        .toList();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length() + 3);
    }

    private String age(long since) {
        Duration age = Duration.ofMillis(Math.max(0, clock.millis() - since));
        return age.toDays() > 0
                ? age.toDays() + "d"
                : age.toHours() > 0
                        ? age.toHours() + "h"
                        : age.toMinutes() > 0 ? age.toMinutes() + "m" : age.toSeconds() + "s";
    }

    private static Map<String, Object> tree(ProblemsData.Problem problem) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
        tree.put("cause", plain(problem.title()));
        tree.put(
                "since",
                problem.since() == null
                        ? null
                        : Instant.ofEpochMilli(problem.since()).toString());
        tree.put("fix", problem.advice() == null ? null : plain(problem.advice()));
        tree.put("cluster", problem.cluster());
        tree.put("objects", problem.objects());
        tree.put("total", problem.total());
        tree.put(
                "evidence",
                problem.evidence().stream()
                        .map(evidence -> Map.of("what", evidence.label(), "value", text(evidence.value())))
                        .toList());
        return tree;
    }

    private static String text(Cell cell) {
        return switch (cell) {
            case Cell.Code(String text) -> text;
            case Cell.Text(String text) -> text;
            case Cell.Link link -> link.text();
            default -> cell.toString();
        };
    }

    /** Without the marks around names, and in one line. */
    private static String plain(String sentence) {
        return sentence.replace("`", "").replaceAll("\\p{Cntrl}+", " ");
    }
}
