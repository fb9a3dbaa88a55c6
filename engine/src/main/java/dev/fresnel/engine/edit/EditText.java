package dev.fresnel.engine.edit;

import dev.fresnel.engine.details.YamlText;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.kube.discovery.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object as a person edits it: without what is the server's to write. */
public final class EditText {

    private static final List<String> SERVERS = List.of(
            "managedFields",
            "resourceVersion",
            "uid",
            "creationTimestamp",
            "generation",
            "selfLink",
            "deletionTimestamp");

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private EditText() {}

    /** The text of an object. Values of Secrets are never in it. */
    public static String of(Map<String, Object> object) {
        return YamlText.of(own(object), false);
    }

    /**
     * The beginning of a new object.
     *
     * @param template of its kind, without kind and version; empty where there is none
     */
    public static String begun(Kind kind, String namespace, Map<String, Object> template) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", "");
        if (kind.namespaced()) {
            metadata.put("namespace", namespace);
        }
        metadata.putAll(Tree.map(template, "metadata"));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", kind.apiVersion());
        object.put("kind", kind.name());
        object.putAll(template);
        object.put("metadata", metadata);
        return YamlText.of((Object) object);
    }

    /** The part of an object that is a person's to write. */
    static Map<String, Object> own(Map<String, Object> object) {
        Map<String, Object> own = new LinkedHashMap<>(object);
        own.remove("status");
        if (own.get("metadata") instanceof Map) {
            Map<String, Object> metadata = new LinkedHashMap<>(Tree.map(own, "metadata"));
            SERVERS.forEach(metadata::remove);
            if (metadata.get("annotations") instanceof Map) {
                Map<String, Object> annotations = new LinkedHashMap<>(Tree.map(metadata, "annotations"));
                annotations.remove(LAST_APPLIED);
                metadata.put("annotations", annotations);
                if (annotations.isEmpty()) {
                    metadata.remove("annotations");
                }
            }
            own.put("metadata", metadata);
        }
        return own;
    }
}
