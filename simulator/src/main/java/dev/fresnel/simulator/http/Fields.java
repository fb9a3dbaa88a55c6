package dev.fresnel.simulator.http;

import dev.fresnel.kube.wire.KindFields;
import dev.fresnel.simulator.patch.AppliedFields;
import dev.fresnel.simulator.patch.BuiltInLists;
import dev.fresnel.simulator.patch.ListType;
import dev.fresnel.simulator.schema.CustomDefinition;
import dev.fresnel.simulator.schema.KnownFields;
import dev.fresnel.simulator.schema.StructuralSchema;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.storage.StatusException.Cause;
import dev.fresnel.simulator.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of the fields of a type: unknown ones go or are refused, defaults come, values are checked. */
final class Fields {

    private static final Set<String> VALIDATIONS = Set.of("", "Ignore", "Strict", "Warn");

    private final ResourceType type;
    private final Map<String, Object> schema;

    /** @param definition the type's CustomResourceDefinition; null for a built-in one */
    Fields(ResourceType type, @Nullable Map<String, Object> definition) {
        this.type = type;
        this.schema = CustomDefinition.schema(definition, type);
    }

    /** How the lists of the type are merged. */
    ListType.Finder lists() {
        return type.isCustom() ? ListType.ofSchema(schema) : new BuiltInLists(type.kind());
    }

    /**
     * Prunes, completes and checks a fresh object.
     *
     * @param before the object before the change; null for a new one
     * @throws StatusException 400 for unknown fields where the request is strict, 422 for values that break the schema
     */
    void admit(Exchange exchange, Map<String, Object> object, @Nullable Map<String, Object> before) {
        String validation = exchange.query("fieldValidation");
        if (!VALIDATIONS.contains(validation)) {
            throw StatusException.invalidOptions(
                    Writes.optionsKind(exchange),
                    List.of(new Cause(
                            "FieldValueNotSupported",
                            "fieldValidation",
                            "Unsupported value: \"" + validation
                                    + "\": supported values: \"\", \"Ignore\", \"Strict\", \"Warn\"")));
        }
        if (!exchange.duplicates().isEmpty()) {
            refuseOrWarn(exchange, "duplicate", exchange.duplicates());
        }
        if (!type.isCustom()) {
            admitBuiltIn(exchange, object);
            return;
        }
        StructuralSchema structural = new StructuralSchema(schema);
        List<String> unknown = structural.prune(object);
        if (!unknown.isEmpty()) {
            refuseOrWarn(exchange, "unknown", unknown);
        }
        structural.addDefaults(object);
        List<Cause> causes = structural.validate(object, before).stream()
                .map(violation -> new Cause(violation.reason(), violation.field(), violation.message()))
                .toList();
        if (!causes.isEmpty()) {
            throw StatusException.invalid(type, Tree.text(object, "metadata", "name"), causes);
        }
    }

    /**
     * Checks what a manager wants before it is merged: each field is known, and each member of a list comes once.
     *
     * @throws StatusException as a real API server's, which has no better word for it than 500
     */
    void checkApplied(Map<String, Object> wanted) {
        Optional<String> problem = new AppliedFields(lists()).twice(wanted).or(() -> unknown(wanted));
        if (problem.isPresent()) {
            throw StatusException.internal("failed to create typed patch object (/"
                    + Tree.text(wanted, "metadata", "name") + "; "
                    + (type.group().isEmpty() ? "/" : "")
                    + type.apiVersion() + ", Kind=" + type.kind() + "): " + problem.get());
        }
    }

    private Optional<String> unknown(Map<String, Object> wanted) {
        Map<String, Object> copy = Tree.copy(wanted);
        List<String> unknown = List.of();
        if (type.isCustom()) {
            unknown = new StructuralSchema(schema).prune(copy);
        } else {
            try {
                unknown = KindFields.of(type.apiVersion(), type.kind()).isEmpty()
                        ? List.of()
                        : KnownFields.prune(
                                KindFields.of(type.apiVersion(), type.kind()).get(), copy);
            } catch (KnownFields.WrongTypeException e) {
                // told when it is admitted
            }
        }
        return unknown.stream().findFirst().map(field -> "." + field + ": field not declared in schema");
    }

    private void admitBuiltIn(Exchange exchange, Map<String, Object> object) {
        KindFields known = KindFields.of(type.apiVersion(), type.kind()).orElse(null);
        if (known == null) {
            return;
        }
        try {
            List<String> unknown = KnownFields.prune(known, object);
            if (!unknown.isEmpty()) {
                refuseOrWarn(exchange, "unknown", unknown);
            }
        } catch (KnownFields.WrongTypeException e) {
            throw StatusException.badRequest(type.kind() + " in version \"" + type.version()
                    + "\" cannot be handled as a " + type.kind() + ": " + e.getMessage());
        }
    }

    private void refuseOrWarn(Exchange exchange, String what, List<String> fields) {
        List<String> sentences =
                fields.stream().map(field -> what + " field \"" + field + "\"").toList();
        switch (exchange.query("fieldValidation")) {
            case "Strict" ->
                throw StatusException.badRequest(type.kind() + " in version \"" + type.version()
                        + "\" cannot be handled as a " + type.kind() + ": strict decoding error: "
                        + String.join(", ", sentences));
            case "Ignore" -> {}
            default -> sentences.forEach(exchange::warn);
        }
    }
}
