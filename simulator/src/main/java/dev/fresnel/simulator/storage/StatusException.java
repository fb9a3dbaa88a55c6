package dev.fresnel.simulator.storage;

import dev.fresnel.simulator.tree.Tree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that the API server refuses, as the {@code Status} object that it answers with. Messages are worded like
 * those of the real API server, because people and programs know them.
 */
public final class StatusException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int code;
    private final String reason;
    private final transient @Nullable Map<String, Object> details;

    private final transient Map<String, Object> metadata;

    /**
     * A refusal.
     *
     * @param reason Kubernetes' word for it; {@code ""} where it has none
     * @param details null for none, which is not the same to a client as empty ones
     */
    public StatusException(int code, String reason, String message, @Nullable Map<String, Object> details) {
        this(code, reason, message, details, Map.of());
    }

    private StatusException(
            int code,
            String reason,
            String message,
            @Nullable Map<String, Object> details,
            Map<String, Object> metadata) {
        super(message);
        this.metadata = metadata;
        this.code = code;
        this.reason = reason;
        this.details = details;
    }

    public static StatusException notFound(ResourceType type, String name) {
        return new StatusException(
                404, "NotFound", type.resource() + " \"" + name + "\" not found", details(type, type.plural(), name));
    }

    public static StatusException alreadyExists(ResourceType type, String name) {
        return new StatusException(
                409,
                "AlreadyExists",
                type.resource() + " \"" + name + "\" already exists",
                details(type, type.plural(), name));
    }

    /** A write that rests on an older version of the object than the present one. */
    public static StatusException conflict(ResourceType type, String name) {
        return conflict(
                type,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    public static StatusException conflict(ResourceType type, String name, String why) {
        return new StatusException(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + type.resource() + " \"" + name + "\": " + why,
                details(type, type.plural(), name));
    }

    /** What is wrong with one field of an object. {@code reason} is one of Kubernetes' causes, as {@code FieldValueRequired}. */
    public record Cause(String reason, String field, String message) {}

    /** An object that breaks the rules of its type. */
    public static StatusException invalid(ResourceType type, String name, List<Cause> causes) {
        return invalid(type, type.kind(), name, causes);
    }

    /** The same, of a type by another name than its kind. */
    public static StatusException invalid(ResourceType type, String kind, String name, List<Cause> causes) {
        Map<String, Object> details = details(type, kind, name);
        if (name.isEmpty()) {
            details.remove("name");
        }
        String qualified = type.group().isEmpty() ? kind : kind + "." + type.group();
        return invalid(qualified, name, details, causes);
    }

    /** Query parameters or options in a body that cannot be: {@code kind} is as {@code ListOptions}. */
    public static StatusException invalidOptions(String kind, List<Cause> causes) {
        return invalid(kind + ".meta.k8s.io", "", Tree.of("group", "meta.k8s.io", "kind", kind), causes);
    }

    private static StatusException invalid(
            String qualified, String name, Map<String, Object> details, List<Cause> causes) {
        List<String> sentences = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .toList();
        details.put(
                "causes",
                causes.stream()
                        .map(cause ->
                                Tree.of("reason", cause.reason(), "message", cause.message(), "field", cause.field()))
                        .toList());
        return new StatusException(
                422,
                "Invalid",
                qualified + " \"" + name + "\" is invalid: "
                        + (sentences.size() == 1
                                ? sentences.getFirst()
                                : sentences.stream().distinct().toList().toString()),
                details);
    }

    /** What a real API server has no better answer for than that it failed. */
    public static StatusException internal(String message) {
        return new StatusException(500, "", message, null);
    }

    public static StatusException badRequest(String message) {
        return new StatusException(400, "BadRequest", message, null);
    }

    /** As {@link #expired(String)}, with a continue token that goes on from the present state. */
    public static StatusException expired(String message, String continueToken) {
        return new StatusException(410, "Expired", message, null, Tree.of("continue", continueToken));
    }

    /** A version or continue token from before the history that is kept. */
    public static StatusException expired(String message) {
        return new StatusException(410, "Expired", message, null);
    }

    /** HTTP status. */
    public int code() {
        return code;
    }

    /** Kubernetes' word for the failure, such as {@code NotFound}. */
    public String reason() {
        return reason;
    }

    /** The {@code Status} object to answer with. */
    public Map<String, Object> status() {
        Map<String, Object> status = Tree.of(
                "kind",
                "Status",
                "apiVersion",
                "v1",
                "metadata",
                metadata,
                "status",
                "Failure",
                "message",
                String.valueOf(getMessage()));
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        if (details != null) {
            status.put("details", details);
        }
        status.put("code", (long) code);
        return status;
    }

    private static Map<String, Object> details(ResourceType type, String kind, String name) {
        Map<String, Object> details = Tree.of("name", name);
        if (!type.group().isEmpty()) {
            details.put("group", type.group());
        }
        details.put("kind", kind);
        return details;
    }
}
