package dev.fresnel.bench.logs;

import dev.fresnel.bench.rig.Target;
import dev.fresnel.simulator.Simulator;
import dev.fresnel.simulator.SimulatorOptions;
import dev.fresnel.simulator.cluster.ClusterContent;
import dev.fresnel.simulator.cluster.EmptyCluster;
import dev.fresnel.simulator.http.PodLogs;
import dev.fresnel.simulator.http.PodMetrics;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Tree;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Loud pods in a simulator in a process of its own, so that what it takes is not counted as Fresnel's. */
final class SimulatedLoudPods implements LoudPods {

    private final Process process;
    private final BufferedReader answers;
    private final Path kubeconfig;
    private final Target target;

    private SimulatedLoudPods(Process process, BufferedReader answers, Path kubeconfig) throws IOException {
        this.process = process;
        this.answers = answers;
        this.kubeconfig = kubeconfig;
        this.target = Target.of(kubeconfig);
    }

    /** The other process: writes the kubeconfig, begins at the first line of its input, ends the writing at the second. */
    @SuppressWarnings("SystemOut") // this is how it answers
    public static void main(String[] arguments) throws IOException {
        LoudLog log = new LoudLog(Integer.parseInt(arguments[2]));
        ClusterContent content = new Content(Integer.parseInt(arguments[1]), log);
        try (Simulator simulator = Simulator.start(SimulatorOptions.of(Map.of("loud", content)))) {
            Files.writeString(Path.of(arguments[0]), simulator.kubeconfig());
            System.out.println("ready");
            for (int command = System.in.read(); command >= 0; command = System.in.read()) {
                if (command == 'b') {
                    log.begin();
                } else if (command == 'e') {
                    System.out.println(log.end());
                }
            }
        }
    }

    /** @param perSecond lines of each pod */
    static LoudPods start(int pods, int perSecond) throws IOException {
        Path kubeconfig = Files.createTempFile("fresnel-logs", ".yaml");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulatedLoudPods.class.getName(),
                        kubeconfig.toString(),
                        Integer.toString(pods),
                        Integer.toString(perSecond))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
        if (!"ready".equals(answers.readLine())) {
            throw new IOException("the simulator ended before it served");
        }
        return new SimulatedLoudPods(process, answers, kubeconfig);
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public void begin() throws IOException {
        command('b');
    }

    @Override
    public long end() throws IOException {
        command('e');
        return Long.parseLong(String.valueOf(answers.readLine()));
    }

    private void command(char name) throws IOException {
        process.getOutputStream().write(name);
        process.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        Files.deleteIfExists(kubeconfig);
    }

    /** The Deployment with its pods, which run already. */
    private record Content(int pods, LoudLog log) implements ClusterContent {

        @Override
        public Life start(ObjectStorage storage, Clock clock, long seed) {
            storage.create(ResourceTypes.builtIn("", "Namespace"), Tree.of("metadata", Tree.of("name", NAMESPACE)));
            Map<String, Object> labels = Tree.of("app", NAME);
            Map<String, Object> spec = Tree.of(
                    "nodeName",
                    "node-1",
                    "containers",
                    Tree.listOf(Tree.of("name", "main", "image", "example.com/loud:1")));
            storage.create(
                    ResourceTypes.builtIn("apps", "Deployment"),
                    Tree.of(
                            "metadata",
                            Tree.of("name", NAME, "namespace", NAMESPACE),
                            "spec",
                            Tree.of(
                                    "replicas",
                                    (long) pods,
                                    "selector",
                                    Tree.of("matchLabels", labels),
                                    "template",
                                    Tree.of("metadata", Tree.of("labels", labels), "spec", spec))));
            String started = clock.instant().toString();
            for (int i = 0; i < pods; i++) {
                storage.create(
                        ResourceTypes.builtIn("", "Pod"),
                        Tree.of(
                                "metadata",
                                Tree.of("name", NAME + "-" + i, "namespace", NAMESPACE, "labels", labels),
                                "spec",
                                spec,
                                "status",
                                Tree.of(
                                        "phase",
                                        "Running",
                                        "containerStatuses",
                                        Tree.listOf(Tree.of(
                                                "name",
                                                "main",
                                                "ready",
                                                true,
                                                "state",
                                                Tree.of("running", Tree.of("startedAt", started)))))));
            }
            Life empty = new EmptyCluster().start(storage, clock, seed);
            return new Life() {
                @Override
                public PodLogs logs() {
                    return log;
                }

                @Override
                public PodMetrics metrics() {
                    return empty.metrics();
                }

                @Override
                public void close() {
                    empty.close();
                }
            };
        }
    }
}
