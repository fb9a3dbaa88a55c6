package dev.fresnel.simulator.http;

import dev.fresnel.simulator.storage.ResourceType;
import java.util.List;

/** What discovery tells of a subresource: the kind that goes over its wire, and what may be done. */
record Subresource(String group, String version, String kind, List<String> verbs) {

    private static final List<String> STREAM = List.of("create", "get");
    private static final List<String> CREATE = List.of("create");
    private static final List<String> CHANGE = List.of("get", "patch", "update");

    static Subresource of(String name, ResourceType type) {
        return switch (name) {
            case "scale" -> new Subresource("autoscaling", "v1", "Scale", CHANGE);
            case "eviction" -> new Subresource("policy", "v1", "Eviction", CREATE);
            case "token" -> new Subresource("authentication.k8s.io", "v1", "TokenRequest", CREATE);
            case "exec" -> new Subresource("", "", "PodExecOptions", STREAM);
            case "attach" -> new Subresource("", "", "PodAttachOptions", STREAM);
            case "portforward" -> new Subresource("", "", "PodPortForwardOptions", STREAM);
            case "binding" -> new Subresource("", "", "Binding", CREATE);
            case "ephemeralcontainers", "resize" -> new Subresource("", "", type.kind(), CHANGE);
            case "log" -> new Subresource("", "", type.kind(), List.of("get"));
            case "finalize" -> new Subresource("", "", type.kind(), List.of("update"));
            default -> new Subresource("", "", type.kind(), CHANGE);
        };
    }
}
