package dev.fresnel.simulator.kubelet;

import dev.fresnel.simulator.kubelet.port.Http;
import dev.fresnel.simulator.kubelet.port.Redis;
import dev.fresnel.simulator.kubelet.port.Speech;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who listens on a pod's ports: each running container on those that it names, for itself or in its probes. */
final class PodPorts {

    private final Programs programs;

    PodPorts(Programs programs) {
        this.programs = programs;
    }

    /** What one who connects to the port meets; empty if nobody listens. */
    Optional<Speech> at(Map<String, Object> pod, int port) {
        return Tree.maps(pod, "spec", ContainerStatus.Group.MAIN.specs).stream()
                .filter(container -> names(container, port))
                .filter(container -> ContainerStatus.isRunning(
                        ContainerStatus.of(pod, ContainerStatus.Group.MAIN, Tree.text(container, "name"))))
                .findFirst()
                .map(container -> speech(pod, container));
    }

    private static boolean names(Map<String, Object> container, int port) {
        return Stream.concat(
                        Tree.maps(container, "ports").stream().map(named -> Tree.number(named, 0, "containerPort")),
                        Stream.of("readinessProbe", "livenessProbe", "startupProbe")
                                .flatMap(probe -> Stream.of("httpGet", "tcpSocket")
                                        .map(kind -> Tree.number(container, 0, probe, kind, "port"))))
                .anyMatch(named -> named == port);
    }

    private Speech speech(Map<String, Object> pod, Map<String, Object> container) {
        Program program = programs.of(Tree.text(container, "image"));
        return switch (program.speaks()) {
            case "redis" -> new Redis();
            case "http" -> new Http(path -> page(pod, container, program, path));
            default -> Speech.silent();
        };
    }

    private static Http.Answer page(
            Map<String, Object> pod, Map<String, Object> container, Program program, String path) {
        String image = Tree.text(container, "image");
        String name = image.replaceFirst(".*/", "").replaceFirst(":.*", "");
        String version = image.contains(":") ? image.replaceFirst(".*:", "") : "latest";
        return switch (path) {
            case "/" ->
                new Http.Answer(
                        200,
                        "text/html",
                        "<!doctype html>\n<title>" + name + "</title>\n<h1>" + name + " " + version + "</h1>\n<p>"
                                + Meta.name(pod) + " in " + Meta.namespace(pod) + " on "
                                + Tree.text(pod, "spec", "nodeName") + "</p>\n");
            case "/ready", "/readyz", "/healthz", "/health" ->
                program.notReady().isEmpty()
                        ? new Http.Answer(200, "text/plain", "ok\n")
                        : new Http.Answer(503, "text/plain", "not ready\n");
            case "/live", "/livez" -> new Http.Answer(200, "text/plain", "ok\n");
            case "/metrics" ->
                new Http.Answer(
                        200,
                        "text/plain",
                        "# TYPE build_info gauge\nbuild_info{name=\"" + name + "\",version=\"" + version + "\"} 1\n");
            default -> new Http.Answer(404, "text/plain", "404 page not found\n");
        };
    }
}
