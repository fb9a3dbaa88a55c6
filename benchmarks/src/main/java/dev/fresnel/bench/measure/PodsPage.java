package dev.fresnel.bench.measure;

import dev.fresnel.bench.Budget;
import dev.fresnel.bench.Result;
import dev.fresnel.bench.Samples;
import dev.fresnel.bench.rig.Chromium;
import dev.fresnel.bench.rig.ServerProcess;
import dev.fresnel.bench.rig.Tab;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The pods page in Chromium over a warm Store: bytes, heap, and how soon sort, filter and scroll are on screen. */
public final class PodsPage implements Measure {

    private static final int ROUNDS = 30;

    @Override
    public String what() {
        return "the pods page in the browser";
    }

    @Override
    public List<Budget> budgets() {
        return List.of(Budget.WARM_SCREEN, Budget.BROWSER_HEAP, Budget.PAGE_BYTES, Budget.APPLICATION_FILES);
    }

    @Override
    public List<Result> run(Rig rig) throws IOException, InterruptedException {
        Chromium chromium = rig.chromium();
        if (chromium == null) {
            return budgets().stream()
                    .map(budget -> Result.missing(budget, "", rig.noChromium()))
                    .toList();
        }
        try (ServerProcess cold = rig.server()) {
            chromium.ask("open", "launch", cold.address(), "url", rig.podsUrl(cold));
            JsonNode whileLoading = chromium.ask("received");
            try (ServerProcess server = rig.server();
                    Tab tab = Tab.open(server)) {
                rig.openPods(tab);
                JsonNode opened = chromium.ask("open", "launch", server.address(), "url", rig.podsUrl(server));
                JsonNode received = chromium.ask("received");
                double heapAtFirst = chromium.ask("heap").path("used").asDouble() / 1e6;
                JsonNode warm = chromium.ask("warm", "rounds", ROUNDS);
                double heapAfter = chromium.ask("heap").path("used").asDouble() / 1e6;
                return List.of(
                        warm(warm, opened.path("firstRows").asDouble()),
                        Result.of(
                                Budget.BROWSER_HEAP,
                                "",
                                Math.max(heapAtFirst, heapAfter),
                                String.format(
                                        Locale.ROOT,
                                        "after collection: %.1f MB opened, %.1f MB after %d sorts, filters and scrolls",
                                        heapAtFirst,
                                        heapAfter,
                                        ROUNDS)),
                        bytes("Store warm", received),
                        bytes("Store cold, with progress", whileLoading),
                        Result.of(
                                Budget.APPLICATION_FILES,
                                "",
                                received.path("files").asDouble() / 1e3,
                                "all that HTTP brought a browser that had nothing cached"));
            }
        }
    }

    private static Result warm(JsonNode warm, double firstRows) {
        Samples all = new Samples();
        StringBuilder each = new StringBuilder();
        for (String what : List.of("sort", "filter", "scroll")) {
            Samples samples = new Samples();
            warm.path(what).forEach(time -> samples.add(time.asDouble()));
            all.addAll(samples);
            each.append("; ").append(what).append(' ').append(samples.spread("ms"));
        }
        return Result.of(
                Budget.WARM_SCREEN,
                "",
                all.p95(),
                "from the click or key to the painted frame%s; the page itself, reloaded, %.0f ms"
                        .formatted(each, firstRows));
    }

    private static Result bytes(String how, JsonNode received) {
        return Result.of(
                Budget.PAGE_BYTES,
                how,
                received.path("wire").asDouble() / 1e3,
                String.format(
                        Locale.ROOT,
                        "%d messages, %s; %.0f KB as text",
                        received.path("messages").asInt(),
                        received.path("deflated").asBoolean() ? "compressed by permessage-deflate" : "not compressed",
                        received.path("plain").asDouble() / 1e3));
    }
}
