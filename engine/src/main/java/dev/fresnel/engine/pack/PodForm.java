package dev.fresnel.engine.pack;

import dev.fresnel.engine.pack.FormSpec.Field;
import dev.fresnel.engine.pack.FormSpec.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of a form that is alike wherever pods are made: their containers, and what all of these share. */
final class PodForm {

    private PodForm() {}

    /** @param spec where the pod's own part is */
    static List<Group> of(List<String> spec) {
        List<Field> container = List.of(
                plain("Name", "name"),
                plain("Image", "image"),
                plain("Pull policy", "imagePullPolicy"),
                plain("Command", "command"),
                plain("Arguments", "args"),
                list(
                        "Ports",
                        List.of("ports"),
                        Map.of("containerPort", 8080L),
                        List.of(plain("Port", "containerPort"), plain("Name", "name"), plain("Protocol", "protocol"))),
                list(
                        "Environment",
                        List.of("env"),
                        ordered("name", "NAME", "value", ""),
                        List.of(plain("Name", "name"), plain("Value", "value"))),
                plain("CPU request", "resources", "requests", "cpu"),
                plain("Memory request", "resources", "requests", "memory"),
                plain("CPU limit", "resources", "limits", "cpu"),
                plain("Memory limit", "resources", "limits", "memory"),
                plain("Readiness path", "readinessProbe", "httpGet", "path"),
                plain("Readiness port", "readinessProbe", "httpGet", "port"));
        return List.of(
                new Group(
                        "Containers",
                        List.of(list(
                                "Containers",
                                below(spec, "containers"),
                                ordered("name", "main", "image", "example.com/image:1.0"),
                                container))),
                new Group(
                        "Pods",
                        List.of(
                                plain("Service account", below(spec, "serviceAccountName")),
                                plain("Node selector", below(spec, "nodeSelector")))));
    }

    private static Map<String, Object> ordered(String first, Object one, String second, Object other) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, other);
        return map;
    }

    private static List<String> below(List<String> spec, String name) {
        List<String> path = new ArrayList<>(spec);
        path.add(name);
        return path;
    }

    private static Field plain(String title, String... path) {
        return plain(title, List.of(path));
    }

    private static Field plain(String title, List<String> path) {
        return new Field(title, path, null, List.of(), List.of(), null, Map.of(), List.of());
    }

    private static Field list(String title, List<String> path, Map<String, Object> item, List<Field> fields) {
        return new Field(title, path, null, List.of(), List.of(), null, item, fields);
    }
}
