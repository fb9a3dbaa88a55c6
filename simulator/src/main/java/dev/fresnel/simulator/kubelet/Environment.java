package dev.fresnel.simulator.kubelet;

import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a container's spec refers to in ConfigMaps and Secrets: values of variables, and what is missing. */
final class Environment {
    private Environment() {}

    /** The value that a variable would have if the container started now. */
    static Optional<String> value(
            Map<String, Object> pod, Map<String, Object> container, String variable, Surroundings around) {
        for (Map<String, Object> env : Tree.maps(container, "env")) {
            if (Tree.text(env, "name").equals(variable)) {
                return env.containsKey("value") ? Optional.of(Tree.text(env, "value")) : reference(pod, env, around);
            }
        }
        for (Map<String, Object> from : Tree.maps(container, "envFrom")) {
            String key = variable.substring(
                    Math.min(variable.length(), Tree.text(from, "prefix").length()));
            Optional<Map<String, Object>> data =
                    around.configMap(Meta.namespace(pod), Tree.text(from, "configMapRef", "name"));
            if (data.isPresent() && data.get().containsKey(key)) {
                return Optional.of(Tree.text(data.get(), key));
            }
        }
        return Optional.empty();
    }

    /** All variables of the container's processes. */
    static Map<String, String> all(Map<String, Object> pod, Map<String, Object> container, Surroundings around) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        all.put("HOSTNAME", hostname(pod));
        all.put("KUBERNETES_SERVICE_HOST", "10.96.0.1");
        all.put("KUBERNETES_SERVICE_PORT", "443");
        for (Map<String, Object> from : Tree.maps(container, "envFrom")) {
            String prefix = Tree.text(from, "prefix");
            around.configMap(Meta.namespace(pod), Tree.text(from, "configMapRef", "name"))
                    .ifPresent(data -> data.forEach((key, value) -> all.put(prefix + key, value.toString())));
            around.secret(Meta.namespace(pod), Tree.text(from, "secretRef", "name"))
                    .ifPresent(data -> data.forEach((key, value) -> all.put(prefix + key, secret(value))));
        }
        for (Map<String, Object> variable : Tree.maps(container, "env")) {
            all.put(
                    Tree.text(variable, "name"),
                    variable.containsKey("value")
                            ? Tree.text(variable, "value")
                            : referred(pod, variable, around).orElse(""));
        }
        all.putIfAbsent("HOME", "/root");
        return all;
    }

    private static Optional<String> referred(Map<String, Object> pod, Map<String, Object> env, Surroundings around) {
        String field = Tree.text(env, "valueFrom", "fieldRef", "fieldPath");
        if (!field.isEmpty()) {
            String[] path = field.replaceFirst("\\['(.*)'\\]$", "\0$1").split("\0", -1);
            String value = Tree.text(pod, path[0].split("\\.", -1));
            return Optional.of(path.length > 1 ? Tree.text(Tree.at(pod, path[0].split("\\.", -1)), path[1]) : value);
        }
        String secret = Tree.text(env, "valueFrom", "secretKeyRef", "name");
        return secret.isEmpty()
                ? reference(pod, env, around)
                : around.secret(Meta.namespace(pod), secret)
                        .map(data -> Tree.at(data, Tree.text(env, "valueFrom", "secretKeyRef", "key")))
                        .map(Environment::secret);
    }

    private static String secret(Object value) {
        return new String(ContainerFiles.decode(value.toString()), StandardCharsets.UTF_8);
    }

    /** The name that the pod's processes see as their host's. */
    static String hostname(Map<String, Object> pod) {
        String own = Tree.text(pod, "spec", "hostname");
        return Tree.isTrue(pod, "spec", "hostNetwork")
                ? Tree.text(pod, "spec", "nodeName")
                : own.isEmpty() ? Meta.name(pod) : own;
    }

    /** What keeps the container from being created, as the kubelet words it; empty if nothing does. */
    static String missing(Map<String, Object> pod, Map<String, Object> container, Surroundings around) {
        String namespace = Meta.namespace(pod);
        for (Map<String, Object> env : Tree.maps(container, "env")) {
            String map = missingKey(Tree.map(env, "valueFrom", "configMapKeyRef"), namespace, "ConfigMap", around);
            String secret = missingKey(Tree.map(env, "valueFrom", "secretKeyRef"), namespace, "Secret", around);
            if (!map.isEmpty() || !secret.isEmpty()) {
                return map.isEmpty() ? secret : map;
            }
        }
        for (Map<String, Object> from : Tree.maps(container, "envFrom")) {
            String map = missingKey(Tree.map(from, "configMapRef"), namespace, "ConfigMap", around);
            String secret = missingKey(Tree.map(from, "secretRef"), namespace, "Secret", around);
            if (!map.isEmpty() || !secret.isEmpty()) {
                return map.isEmpty() ? secret : map;
            }
        }
        return "";
    }

    /** What keeps a volume from being mounted, as the kubelet words it; empty if nothing does. */
    static String missingVolume(Map<String, Object> pod, Surroundings around) {
        String namespace = Meta.namespace(pod);
        for (Map<String, Object> volume : Tree.maps(pod, "spec", "volumes")) {
            String map = Tree.text(volume, "configMap", "name");
            String secret = Tree.text(volume, "secret", "secretName");
            String what = "";
            if (!map.isEmpty()
                    && !Tree.isTrue(volume, "configMap", "optional")
                    && around.configMap(namespace, map).isEmpty()) {
                what = "configmap \"" + map + "\" not found";
            } else if (!secret.isEmpty()
                    && !Tree.isTrue(volume, "secret", "optional")
                    && around.secret(namespace, secret).isEmpty()) {
                what = "secret \"" + secret + "\" not found";
            }
            if (!what.isEmpty()) {
                return "MountVolume.SetUp failed for volume \"" + Tree.text(volume, "name") + "\" : " + what;
            }
        }
        return "";
    }

    private static Optional<String> reference(Map<String, Object> pod, Map<String, Object> env, Surroundings around) {
        String map = Tree.text(env, "valueFrom", "configMapKeyRef", "name");
        return around.configMap(Meta.namespace(pod), map)
                .map(data -> Tree.text(data, Tree.text(env, "valueFrom", "configMapKeyRef", "key")));
    }

    private static String missingKey(
            Map<String, Object> reference, String namespace, String kind, Surroundings around) {
        String name = Tree.text(reference, "name");
        if (name.isEmpty() || Tree.isTrue(reference, "optional")) {
            return "";
        }
        Optional<Map<String, Object>> data =
                kind.equals("Secret") ? around.secret(namespace, name) : around.configMap(namespace, name);
        if (data.isEmpty()) {
            return (kind.equals("Secret") ? "secret" : "configmap") + " \"" + name + "\" not found";
        }
        String key = Tree.text(reference, "key");
        return key.isEmpty() || data.get().containsKey(key)
                ? ""
                : "couldn't find key " + key + " in " + kind + " " + namespace + "/" + name;
    }
}
