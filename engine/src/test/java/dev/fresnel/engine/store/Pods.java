package dev.fresnel.engine.store;

import dev.fresnel.kube.wire.Encoding;
import dev.fresnel.kube.wire.ReadObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pods as a reader would hand them on, made by hand. */
public final class Pods {

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private final String namespace;
    private final String name;
    private String uid;
    private String version = "1";

    private Pods(String namespace, String name) {
        this.namespace = namespace;
        this.name = name;
        this.uid = "uid-" + namespace + "-" + name;
        fields.put("metadata", metadata);
    }

    public static Pods pod(String namespace, String name) {
        return new Pods(namespace, name);
    }

    public Pods uid(String uid) {
        this.uid = uid;
        return this;
    }

    public Pods version(long version) {
        this.version = Long.toString(version);
        return this;
    }

    public Pods phase(String phase) {
        fields.put("phase", phase);
        return this;
    }

    public Pods restarts(long restarts) {
        fields.put("restarts", restarts);
        return this;
    }

    public Pods node(String node) {
        fields.put("node", node);
        return this;
    }

    public Pods memory(long mebibytes) {
        fields.put("memory", mebibytes);
        return this;
    }

    public Pods ip(String ip) {
        fields.put("ip", ip);
        return this;
    }

    public Pods created(Instant at) {
        metadata.put("creationTimestamp", at.toString());
        return this;
    }

    public Pods label(String key, String value) {
        @SuppressWarnings("unchecked") // put there three lines below
        Map<String, Object> labels =
                (Map<String, Object>) metadata.computeIfAbsent("labels", _ -> new LinkedHashMap<String, Object>());
        labels.put(key, value);
        return this;
    }

    public Pods owner(String uid) {
        metadata.put("ownerReferences", List.of(Map.of("uid", uid, "kind", "ReplicaSet")));
        return this;
    }

    public ReadObject read() {
        String body = "{\"metadata\":{\"name\":\"" + name + "\",\"resourceVersion\":\"" + version + "\"}}";
        return read(body.getBytes(StandardCharsets.UTF_8));
    }

    public ReadObject read(byte[] body) {
        return new ReadObject(namespace, name, uid, version, fields, body, Encoding.JSON);
    }
}
