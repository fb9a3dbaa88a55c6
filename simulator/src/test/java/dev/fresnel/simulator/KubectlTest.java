package dev.fresnel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fresnel.simulator.cluster.ClusterContent;
import dev.fresnel.simulator.cluster.EmptyCluster;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Tree;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs of the real kubectl, over HTTPS. Skipped where there is no kubectl. */
class KubectlTest {

    private static final String SHOP = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: cart, namespace: shop, labels: {app: cart}}
            spec:
              replicas: 2
              selector: {matchLabels: {app: cart}}
              template:
                metadata: {labels: {app: cart}}
                spec:
                  containers:
                  - {name: cart, image: "cart:1", env: [{name: LEVEL, value: info}], ports: [{containerPort: 80}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: cart, namespace: shop}
            spec: {selector: {app: cart}, ports: [{port: 80}]}
            """;

    private static final String WIDGETS = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: widgets.shop.example}
            spec:
              group: shop.example
              scope: Namespaced
              names: {kind: Widget, plural: widgets, shortNames: [wd]}
              versions:
              - name: v1
                served: true
                storage: true
                additionalPrinterColumns: [{name: Color, type: string, jsonPath: .spec.color}]
                schema:
                  openAPIV3Schema:
                    type: object
                    properties: {spec: {type: object, properties: {color: {type: string, description: Its color.}}}}
            """;

    @TempDir
    private Path folder;

    private Simulator simulator;
    private Path kubeconfig;

    KubectlTest() throws IOException {
        Map<String, ClusterContent> clusters = new LinkedHashMap<>();
        clusters.put("demo-eu", new EmptyCluster());
        clusters.put("demo-us", new EmptyCluster());
        simulator = Simulator.start(SimulatorOptions.of(clusters));
        kubeconfig = Path.of("");
    }

    @BeforeAll
    static void requireKubectl() {
        String path = System.getenv().getOrDefault("PATH", "");
        assumeTrue(
                Arrays.stream(path.split(java.io.File.pathSeparator, -1))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl"))),
                "kubectl is not on the path");
    }

    @BeforeEach
    void writeKubeconfig() throws IOException {
        kubeconfig = Files.writeString(folder.resolve("kubeconfig"), simulator.kubeconfig());
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void both_clusters_are_reached_through_one_kubeconfig() throws Exception {
        assertThat(kubectl("version")).contains("Server Version: v1.36");
        assertThat(kubectl("--context", "demo-us", "create", "namespace", "only-us"))
                .contains("created");
        assertThat(kubectl("--context", "demo-us", "get", "ns")).contains("only-us");
        assertThat(kubectl("get", "ns", "--context", "demo-eu")).doesNotContain("only-us");
        assertThat(kubectl("cluster-info")).contains("is running at");
        assertThat(kubectl("api-versions")).contains("apps/v1");
        assertThat(kubectl("api-resources", "--no-headers")).containsPattern("deployments +deploy +apps/v1 +true");
    }

    @Test
    void one_may_do_everything_and_learns_who_one_is() throws Exception {
        assertThat(kubectl("auth", "whoami")).contains("demo-admin");
        assertThat(kubectl("auth", "can-i", "delete", "pods")).startsWith("yes");
        assertThat(kubectl("auth", "can-i", "--list")).contains("*.*");
    }

    @Test
    void apply_creates_changes_and_leaves_alone() throws Exception {
        assertThat(apply(SHOP)).contains("deployment.apps/cart created", "service/cart created");
        assertThat(apply(SHOP)).contains("deployment.apps/cart unchanged", "service/cart unchanged");
        assertThat(apply(SHOP.replace("info", "debug"))).contains("deployment.apps/cart configured");
        assertThat(kubectl("-n", "shop", "get", "deploy", "cart", "-o", "yaml"))
                .contains("value: debug")
                .contains("containerPort: 80");
        assertThat(apply(SHOP.replace("replicas: 2", "replicass: 2"))).contains("unknown field \"spec.replicass\"");
    }

    @Test
    void apply_on_the_server_knows_who_owns_what() throws Exception {
        assertThat(apply(SHOP, "--server-side")).contains("deployment.apps/cart serverside-applied");
        kubectl("-n", "shop", "scale", "deploy/cart", "--replicas", "5");
        assertThat(apply(SHOP, "--server-side")).contains("Apply failed with 1 conflict", ".spec.replicas");
        assertThat(apply(SHOP, "--server-side", "--force-conflicts")).contains("serverside-applied");
        assertThat(kubectl("-n", "shop", "get", "deploy", "cart")).containsPattern("cart +0/2");
    }

    @Test
    void get_prints_what_people_know() throws Exception {
        apply(SHOP);
        pod("cart-1", "node-1");

        assertThat(kubectl("-n", "shop", "get", "pods", "-o", "wide"))
                .containsPattern("NAME +READY +STATUS +RESTARTS +AGE +IP +NODE")
                .containsPattern("cart-1 +1/1 +Running +0 .* node-1 ");
        assertThat(kubectl("get", "pods", "-A", "-l", "app in (cart)", "-o", "name"))
                .contains("pod/cart-1");
        assertThat(kubectl("get", "pods", "-A", "--field-selector", "spec.nodeName=other"))
                .contains("No resources");
        assertThat(kubectl("get", "pods", "-A", "--field-selector", "nope=1")).contains("field label not supported");
        assertThat(kubectl("-n", "shop", "get", "pods", "nope")).contains("pods \"nope\" not found");
        assertThat(kubectl("-n", "shop", "get", "svc", "cart", "-o", "json")).contains("\"clusterIP\": \"10.96.");
        assertThat(kubectl("get", "all", "-A", "--chunk-size", "1")).contains("deployment.apps/cart", "service/cart");
    }

    @Test
    void describe_finds_all_it_looks_for() throws Exception {
        apply(SHOP);
        Map<String, Object> pod = pod("cart-1", "node-1");
        storage()
                .create(
                        ResourceTypes.builtIn("", "Event"),
                        Tree.of(
                                "metadata",
                                Tree.of("name", "e", "namespace", "shop"),
                                "involvedObject",
                                Tree.of(
                                        "kind",
                                        "Pod",
                                        "name",
                                        "cart-1",
                                        "namespace",
                                        "shop",
                                        "uid",
                                        Tree.text(pod, "metadata", "uid")),
                                "reason",
                                "Pulled",
                                "message",
                                "Container image present",
                                "type",
                                "Normal",
                                "lastTimestamp",
                                "2026-11-22T10:00:00Z"));
        storage().create(ResourceTypes.builtIn("", "Node"), Tree.of("metadata", Tree.of("name", "node-1")));

        assertThat(kubectl("-n", "shop", "describe", "pod", "cart-1"))
                .containsPattern("Node: +node-1")
                .contains("Container image present");
        assertThat(kubectl("-n", "shop", "describe", "deploy", "cart")).containsPattern("Replicas: +2 desired");
        assertThat(kubectl("-n", "shop", "describe", "svc", "cart")).containsPattern("Selector: +app=cart");
        assertThat(kubectl("describe", "node", "node-1"))
                .contains("Non-terminated Pods")
                .contains("cart-1");
        assertThat(kubectl("-n", "shop", "events")).contains("Container image present");
    }

    @Test
    void changes_of_every_kind_are_taken() throws Exception {
        apply(SHOP);

        assertThat(kubectl("-n", "shop", "scale", "deploy/cart", "--replicas", "4"))
                .contains("scaled");
        assertThat(kubectl("-n", "shop", "set", "image", "deploy/cart", "cart=cart:2"))
                .contains("image updated");
        assertThat(kubectl("-n", "shop", "label", "deploy/cart", "tier=web")).contains("labeled");
        assertThat(kubectl("-n", "shop", "annotate", "deploy/cart", "note=x")).contains("annotated");
        assertThat(kubectl("-n", "shop", "patch", "deploy", "cart", "-p", "{\"spec\":{\"paused\":true}}"))
                .contains("patched");
        assertThat(kubectl(
                        "-n",
                        "shop",
                        "patch",
                        "deploy",
                        "cart",
                        "--type",
                        "json",
                        "-p",
                        "[{\"op\":\"remove\",\"path\":\"/spec/nope\"}]"))
                .contains("invalid");
        assertThat(kubectl("-n", "shop", "create", "configmap", "c", "--from-literal", "a=b"))
                .contains("created");
        assertThat(kubectl("-n", "shop", "create", "configmap", "c")).contains("already exists");
        String yaml = kubectl("-n", "shop", "get", "deploy", "cart", "-o", "yaml");
        assertThat(yaml).contains("replicas: 4", "image: cart:2", "tier: web", "note: x", "paused: true");
    }

    @Test
    void delete_waits_until_the_object_is_gone() throws Exception {
        apply(SHOP);

        assertThat(kubectl("-n", "shop", "delete", "svc", "cart")).contains("deleted");
        assertThat(kubectl("-n", "shop", "delete", "deploy", "cart", "--cascade=orphan", "--wait=false"))
                .contains("deleted");
        assertThat(kubectl("-n", "shop", "get", "deploy", "cart", "-o", "yaml")).contains("- orphan");
        kubectl(
                "-n",
                "shop",
                "patch",
                "deploy",
                "cart",
                "--type",
                "merge",
                "-p",
                "{\"metadata\":{\"finalizers\":null}}");
        assertThat(kubectl("-n", "shop", "get", "deploy,svc")).contains("No resources found");
    }

    @Test
    void custom_types_can_be_used_as_soon_as_they_are_defined() throws Exception {
        apply(SHOP);
        assertThat(apply(WIDGETS)).contains("created");
        assertThat(kubectl("wait", "--for", "condition=Established", "crd/widgets.shop.example"))
                .contains("condition met");
        assertThat(apply("""
                apiVersion: shop.example/v1
                kind: Widget
                metadata: {name: w, namespace: shop}
                spec: {color: red}
                """)).contains("widget.shop.example/w created");
        assertThat(kubectl("get", "wd", "-A")).containsPattern("NAME +COLOR").containsPattern("w +red");
        assertThat(kubectl("explain", "widgets.spec")).contains("Its color.");
        assertThat(kubectl("explain", "deploy.spec.replicas")).contains("<integer>");
        assertThat(kubectl("delete", "crd", "widgets.shop.example")).contains("deleted");
        assertThat(kubectl("get", "wd", "-A")).contains("could not find the requested resource");
    }

    @Test
    void watch_prints_changes_as_they_happen() throws Exception {
        apply(SHOP);
        Process watch = start("-n", "shop", "get", "deploy", "-w");
        try (BufferedReader lines = watch.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).startsWith("NAME");
            assertThat(lines.readLine()).containsPattern("cart +0/2");
            storage().update(ResourceTypes.builtIn("apps", "Deployment"), "shop", "cart", cart -> {
                Tree.put(cart, 7L, "spec", "replicas");
                return cart;
            });
            assertThat(lines.readLine()).containsPattern("cart +0/7");
        } finally {
            watch.destroyForcibly();
        }
    }

    @Test
    void logs_and_usage_say_why_there_are_none() throws Exception {
        apply(SHOP);
        pod("cart-1", "node-1");

        assertThat(kubectl("-n", "shop", "logs", "cart-1")).contains("is waiting to start");
        assertThat(kubectl("top", "nodes")).contains("metrics not available yet");
    }

    private ObjectStorage storage() {
        return simulator.cluster("demo-eu").storage();
    }

    private Map<String, Object> pod(String name, String node) {
        return storage()
                .create(
                        ResourceTypes.builtIn("", "Pod"),
                        Tree.of(
                                "metadata",
                                Tree.of("name", name, "namespace", "shop", "labels", Tree.of("app", "cart")),
                                "spec",
                                Tree.of(
                                        "nodeName",
                                        node,
                                        "containers",
                                        Tree.listOf(Tree.of("name", "cart", "image", "cart:1"))),
                                "status",
                                Tree.of(
                                        "phase",
                                        "Running",
                                        "containerStatuses",
                                        Tree.listOf(Tree.of(
                                                "name",
                                                "cart",
                                                "ready",
                                                true,
                                                "restartCount",
                                                0L,
                                                "state",
                                                Tree.of("running", Tree.of("startedAt", "2026-11-22T10:00:00Z")))))));
    }

    private String apply(String yaml, String... options) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("apply.yaml"), yaml);
        List<String> arguments = new ArrayList<>(List.of("apply", "-f", file.toString()));
        arguments.addAll(List.of(options));
        return kubectl(arguments.toArray(new String[0]));
    }

    /** What kubectl prints, errors included. */
    private String kubectl(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return printed;
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("kubectl", "--cache-dir", folder.resolve("cache").toString(), "--request-timeout", "20s"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        return builder.start();
    }
}
