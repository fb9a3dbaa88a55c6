package dev.fresnel.kube.caller;

import dev.fresnel.kube.discovery.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One change to one object, as it is sent to the API server.
 *
 * <p>Of all of them: {@code namespace} is null for objects of the cluster, and {@code subresource} is {@code ""} for the
 * object itself.
 */
public sealed interface Write {

    Kind kind();

    @Nullable
    String namespace();

    String name();

    /** For example {@code scale}, or {@code ""}. */
    String subresource();

    /** The verb that the Caller needs for it. */
    String verb();

    /** The question whether the Caller may do it. */
    default Question question() {
        return new Question(verb(), kind().group(), kind().plural(), subresource(), namespace(), name());
    }

    /** A JSON merge patch (RFC 7386): what is named is set, what is null is taken away, all else stays. */
    record Patch(Kind kind, @Nullable String namespace, String name, String subresource, JsonNode body)
            implements Write {
        @Override
        public String verb() {
            return "patch";
        }
    }

    /**
     * Server-side apply: the fields of the body are to be so, and those that were applied before and are not in it go.
     *
     * @param force whether fields that others have set are taken over from them
     */
    record Apply(Kind kind, @Nullable String namespace, String name, JsonNode body, boolean force) implements Write {
        @Override
        public String subresource() {
            return "";
        }

        @Override
        public String verb() {
            return "patch";
        }
    }

    /** The object is to be exactly as the body says, whoever has set what is in it. */
    record Replace(Kind kind, @Nullable String namespace, String name, JsonNode body) implements Write {
        @Override
        public String subresource() {
            return "";
        }

        @Override
        public String verb() {
            return "update";
        }
    }

    /**
     * Deletes the object.
     *
     * @param uid only the very object that was seen, not one made anew under its name; null for whichever is there
     * @param propagation what becomes of what it owns: {@code Background}, {@code Foreground} or {@code Orphan}
     * @param graceSeconds how long it has to end, null for its own; 0 does not wait for the node
     */
    record Delete(
            Kind kind,
            @Nullable String namespace,
            String name,
            @Nullable String uid,
            String propagation,
            @Nullable Integer graceSeconds)
            implements Write {
        @Override
        public String subresource() {
            return "";
        }

        @Override
        public String verb() {
            return "delete";
        }
    }

    /** Makes an object, or posts to a subresource of one, as an eviction is asked for. */
    record Create(Kind kind, @Nullable String namespace, String name, String subresource, JsonNode body)
            implements Write {
        @Override
        public String verb() {
            return "create";
        }
    }
}
