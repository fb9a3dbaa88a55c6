package dev.fresnel.simulator.http;

import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.storage.StatusException.Cause;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a write must fulfil to be stored: names, namespaces, and those rules of the built-in types that people run into.
 */
final class Admission {

    private static final ResourceType NAMESPACES = ResourceTypes.builtIn("", "Namespace");
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Set<String> RESTARTS = Set.of("Always", "OnFailure", "Never");
    private static final Pattern DATA_KEY = Pattern.compile("[-._a-zA-Z0-9]+");
    private static final Set<String> WITH_TEMPLATE =
            Set.of("deployments.apps", "replicasets.apps", "statefulsets.apps", "daemonsets.apps");

    private final ObjectStorage storage;

    Admission(ObjectStorage storage) {
        this.storage = storage;
    }

    /** Checks a new object. */
    void create(ResourceType type, Map<String, Object> object) {
        List<Cause> causes = new ArrayList<>();
        String name = Tree.text(object, "metadata", "name");
        if (name.isEmpty() && Tree.text(object, "metadata", "generateName").isEmpty()) {
            causes.add(new Cause(
                    "FieldValueRequired", "metadata.name", "Required value: name or generateName is required"));
        } else if (!name.isEmpty()) {
            checkName(type, name, causes);
        }
        MetaRules.check(object, causes);
        checkFields(type, object, causes);
        if (type.resource().equals("pods")
                && !Tree.list(object, "spec", "ephemeralContainers").isEmpty()) {
            causes.add(
                    new Cause("FieldValueForbidden", "spec.ephemeralContainers", "Forbidden: cannot be set on create"));
        }
        refuse(type, name, causes);
        if (type.namespaced()) {
            checkNamespace(type, name, Tree.text(object, "metadata", "namespace"));
        }
    }

    private static void checkName(ResourceType type, String name, List<Cause> causes) {
        if (type.group().equals("rbac.authorization.k8s.io")) {
            if (name.contains("/") || name.contains("%")) {
                causes.add(new Cause(
                        "FieldValueInvalid",
                        "metadata.name",
                        "Invalid value: \"" + name + "\": may not contain '/' or '%'"));
            }
            return;
        }
        boolean label = type.resource().equals("namespaces") || type.resource().equals("services");
        int longest = label ? 63 : 253;
        if (name.length() > longest) {
            causes.add(new Cause(
                    "FieldValueInvalid",
                    "metadata.name",
                    "Invalid value: " + Json.text(name) + ": must be no more than " + longest + " characters"));
        } else if (!(label ? LABEL : SUBDOMAIN).matcher(name).matches()) {
            causes.add(new Cause(
                    "FieldValueInvalid",
                    "metadata.name",
                    "Invalid value: " + Json.text(name) + ": a lowercase RFC 1123 "
                            + (label ? "label" : "subdomain")
                            + " must consist of lower case alphanumeric characters, '-'" + (label ? "" : " or '.'")
                            + ", and must start and end with an alphanumeric character (e.g. '"
                            + (label ? "my-name" : "example.com") + "', regex used for validation is '"
                            + (label ? LABEL : SUBDOMAIN).pattern() + "')"));
        }
    }

    private void checkNamespace(ResourceType type, String name, String namespace) {
        Map<String, Object> found = storage.get(NAMESPACES, null, namespace)
                .orElseThrow(() -> StatusException.notFound(NAMESPACES, namespace));
        if (Tree.at(found, "metadata", "deletionTimestamp") != null) {
            throw new StatusException(
                    403,
                    "Forbidden",
                    type.resource() + " \"" + name + "\" is forbidden: unable to create new content in namespace "
                            + namespace + " because it is being terminated",
                    Tree.of(
                            "name",
                            name,
                            "kind",
                            type.plural(),
                            "causes",
                            List.of(Tree.of(
                                    "reason",
                                    "NamespaceTerminating",
                                    "message",
                                    "namespace " + namespace + " is being terminated",
                                    "field",
                                    "metadata.namespace"))));
        }
    }

    /** Checks a change. */
    void update(ResourceType type, Map<String, Object> before, Map<String, Object> after) {
        List<Cause> causes = new ArrayList<>();
        MetaRules.check(after, causes);
        MetaRules.checkChange(before, after, causes);
        checkFields(type, after, causes);
        if (WITH_TEMPLATE.contains(type.resource())) {
            immutable(before, after, causes, "spec", "selector");
        }
        switch (type.resource()) {
            case "jobs.batch" -> immutable(before, after, causes, "spec", "template");
            case "pods" -> checkPodChange(before, after, causes);
            case "configmaps", "secrets" -> {
                if (Tree.isTrue(before, "immutable")) {
                    immutable(before, after, causes, "data");
                    immutable(before, after, causes, "immutable");
                }
            }
            default -> {}
        }
        refuse(type, Tree.text(before, "metadata", "name"), causes);
    }

    private static void immutable(
            Map<String, Object> before, Map<String, Object> after, List<Cause> causes, String... path) {
        Object was = Tree.at(before, path);
        Object is = Tree.at(after, path);
        if (was != null && !was.equals(is)) {
            causes.add(new Cause(
                    "FieldValueInvalid",
                    String.join(".", path),
                    "Invalid value: " + Json.text(is == null ? Tree.NULL : is) + ": field is immutable"));
        }
    }

    /** Of a pod only images and a few times may change. */
    private static void checkPodChange(Map<String, Object> before, Map<String, Object> after, List<Cause> causes) {
        if (!unchangeable(before).equals(unchangeable(after))) {
            causes.add(new Cause(
                    "FieldValueForbidden",
                    "spec",
                    "Forbidden: pod updates may not change fields other than `spec.containers[*].image`,"
                            + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only"
                            + " additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to"
                            + " be set to 1 if it was previously negative)"));
        }
    }

    private static Map<String, Object> unchangeable(Map<String, Object> pod) {
        Map<String, Object> spec = Tree.copy(Tree.map(pod, "spec"));
        for (String field : List.of(
                "activeDeadlineSeconds",
                "tolerations",
                "terminationGracePeriodSeconds",
                "ephemeralContainers",
                "schedulingGates")) {
            spec.remove(field);
        }
        for (String field : List.of("containers", "initContainers")) {
            for (Map<String, Object> container : Tree.maps(spec, field)) {
                container.remove("image");
                container.remove("resources");
            }
        }
        return spec;
    }

    private static void checkFields(ResourceType type, Map<String, Object> object, List<Cause> causes) {
        long replicas = Tree.number(object, 0, "spec", "replicas");
        if (!type.isCustom() && replicas < 0) {
            causes.add(new Cause(
                    "FieldValueInvalid",
                    "spec.replicas",
                    "Invalid value: " + replicas + ": must be greater than or equal to 0"));
        }
        if (WITH_TEMPLATE.contains(type.resource())) {
            checkTemplate(object, causes);
            checkContainers(object, causes, "spec", "template", "spec");
        } else if (type.resource().equals("pods")) {
            checkContainers(object, causes, "spec");
        } else if (type.resource().equals("jobs.batch")) {
            checkContainers(object, causes, "spec", "template", "spec");
            checkJob(object, causes);
        } else if (type.resource().equals("customresourcedefinitions.apiextensions.k8s.io")) {
            checkDefinition(object, causes);
        } else if (type.resource().equals("cronjobs.batch")) {
            checkSchedule(object, causes);
        } else if (type.resource().equals("configmaps") || type.resource().equals("secrets")) {
            checkKeys(object, causes);
        } else if (type.resource().equals("services")) {
            if (!Tree.text(object, "spec", "type").equals("ExternalName")
                    && !Tree.text(object, "spec", "clusterIP").equals("None")
                    && Tree.list(object, "spec", "ports").isEmpty()) {
                causes.add(new Cause("FieldValueRequired", "spec.ports", "Required value"));
            }
        }
    }

    private static void checkJob(Map<String, Object> object, List<Cause> causes) {
        String restart = Tree.text(object, "spec", "template", "spec", "restartPolicy");
        if (restart.isEmpty() || restart.equals("Always")) {
            causes.add(new Cause(
                    "FieldValueRequired",
                    "spec.template.spec.restartPolicy",
                    "Required value: valid values: \"OnFailure\", \"Never\""));
        }
    }

    private static void checkSchedule(Map<String, Object> object, List<Cause> causes) {
        String schedule = Tree.text(object, "spec", "schedule");
        String[] fields = schedule.strip().split("\\s+", -1);
        if (!schedule.startsWith("@") && fields.length != 5) {
            causes.add(new Cause(
                    "FieldValueInvalid",
                    "spec.schedule",
                    "Invalid value: " + Json.text(schedule) + ": expected exactly 5 fields, found " + fields.length
                            + ": [" + String.join(" ", fields) + "]"));
        }
    }

    private static void checkDefinition(Map<String, Object> object, List<Cause> causes) {
        String name = Tree.text(object, "metadata", "name");
        if (!name.equals(Tree.text(object, "spec", "names", "plural") + "." + Tree.text(object, "spec", "group"))) {
            causes.add(new Cause(
                    "FieldValueInvalid",
                    "metadata.name",
                    "Invalid value: " + Json.text(name) + ": must be spec.names.plural+\".\"+spec.group"));
        }
    }

    private static void checkKeys(Map<String, Object> object, List<Cause> causes) {
        for (String key : Tree.map(object, "data").keySet()) {
            if (!DATA_KEY.matcher(key).matches()) {
                causes.add(new Cause(
                        "FieldValueInvalid",
                        "data[" + key + "]",
                        "Invalid value: " + Json.text(key)
                                + ": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g."
                                + " 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '"
                                + DATA_KEY.pattern() + "')"));
            }
        }
    }

    private static void checkTemplate(Map<String, Object> object, List<Cause> causes) {
        Map<String, Object> selector = Tree.map(object, "spec", "selector", "matchLabels");
        Object labels = Tree.at(object, "spec", "template", "metadata", "labels");
        if (Tree.map(object, "spec", "selector").isEmpty()) {
            causes.add(new Cause("FieldValueRequired", "spec.selector", "Required value"));
        }
        if (selector.isEmpty()
                || !Tree.map(object, "spec", "template", "metadata", "labels")
                        .entrySet()
                        .containsAll(selector.entrySet())) {
            causes.add(new Cause(
                    "FieldValueInvalid",
                    "spec.template.metadata.labels",
                    "Invalid value: " + Json.text(labels == null ? Tree.NULL : labels)
                            + ": `selector` does not match template `labels`"));
        }
    }

    private static void checkContainers(Map<String, Object> object, List<Cause> causes, String... podSpec) {
        List<Map<String, Object>> containers = Tree.maps(Tree.map(object, podSpec), "containers");
        String path = String.join(".", podSpec) + ".containers";
        if (containers.isEmpty()) {
            causes.add(new Cause("FieldValueRequired", path, "Required value"));
        }
        for (int i = 0; i < containers.size(); i++) {
            ContainerRules.check(containers.get(i), path + "[" + i + "]", causes);
        }
        String restart = Tree.text(Tree.map(object, podSpec), "restartPolicy");
        if (!restart.isEmpty() && !RESTARTS.contains(restart)) {
            causes.add(new Cause(
                    "FieldValueNotSupported",
                    String.join(".", podSpec) + ".restartPolicy",
                    "Unsupported value: " + Json.text(restart)
                            + ": supported values: \"Always\", \"OnFailure\", \"Never\""));
        }
    }

    private static void refuse(ResourceType type, String name, List<Cause> causes) {
        if (!causes.isEmpty()) {
            throw StatusException.invalid(type, name, causes);
        }
    }
}
