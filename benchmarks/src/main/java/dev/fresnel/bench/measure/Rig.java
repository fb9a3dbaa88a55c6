package dev.fresnel.bench.measure;

import dev.fresnel.bench.rig.Chromium;
import dev.fresnel.bench.rig.ServerProcess;
import dev.fresnel.bench.rig.Tab;
import dev.fresnel.bench.rig.Target;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.api.ApiReader;
import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What measurements have in common.
 *
 * @param project the project's folder, built
 * @param target the cluster
 * @param chromium null where there is none
 * @param noChromium why there is none
 * @param rounds how often what is slow is repeated; what is quick is repeated more often
 * @param progress told what is being done
 */
public record Rig(
        Path project,
        Target target,
        @Nullable Chromium chromium,
        String noChromium,
        int rounds,
        Consumer<String> progress) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Rows that a screen shows and a little more. */
    private static final int WINDOW = 100;

    /** A new server process for the cluster. */
    ServerProcess server() throws IOException {
        return ServerProcess.start(
                project, List.of("--kubeconfig", target.kubeconfig().toString()));
    }

    /** The cluster's pods, from the first on. */
    ViewRequest.Table pods() {
        return new ViewRequest.Table(List.of(target.name()), List.of(), "pods", "", null, 0, WINDOW, null);
    }

    /** How many there are now; 0 where the cluster does not tell. */
    public int countPods() throws IOException, InterruptedException {
        try (ApiServer server = target.connect()) {
            ApiReader.Answer answer =
                    new ApiReader(server).ask(ApiRequest.get("/api/v1/pods").with("limit", "1"));
            JsonNode list = JSON.readTree(answer.body());
            int first = list.path("items").size();
            return first + list.path("metadata").path("remainingItemCount").asInt(0);
        }
    }

    /** Where the browser shows them. */
    String podsUrl(ServerProcess server) {
        return server.base() + "c/" + addressPart(target.name()) + "/pods";
    }

    /** As the browser's part writes it: all but a few characters as ~ and two hexadecimal digits. */
    private static String addressPart(String name) {
        StringBuilder part = new StringBuilder();
        for (byte b : name.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            if (b > 0 && (Character.isLetterOrDigit(b) || "._:@-".indexOf(b) >= 0)) {
                part.append((char) b);
            } else {
                part.append(String.format("~%02X", b));
            }
        }
        return part.toString();
    }

    /** Opens the table of pods and waits until all of them are there. */
    OpenTable openPods(Tab tab) throws IOException, InterruptedException {
        long asked = System.nanoTime();
        int id = tab.open(pods());
        long firstRows = 0;
        int pods = 0;
        while (true) {
            Tab.Heard heard = tab.await(message -> message.id() == id);
            if (firstRows == 0 && !heard.data().path("rows").isEmpty()) {
                firstRows = heard.at();
            }
            pods = heard.data().path("totals").path("all").asInt(pods);
            if (isLive(heard.data().path("sources"))) {
                return new OpenTable(id, pods, (firstRows - asked) / 1e6, (heard.at() - asked) / 1e6);
            }
        }
    }

    private static boolean isLive(JsonNode sources) {
        return sources.isArray()
                && !sources.isEmpty()
                && sources.get(0).path("state").path("type").asString("").equals("live");
    }

    /**
     * A table of pods that is complete.
     *
     * @param id of its view
     * @param pods how many there are
     * @param firstRows milliseconds from asking to the first message with rows
     * @param complete milliseconds from asking to the message that says that all are there
     */
    record OpenTable(int id, int pods, double firstRows, double complete) {}
}
