package dev.fresnel.simulator.http;

import dev.fresnel.kube.wire.KindFields;
import dev.fresnel.simulator.patch.BuiltInLists;
import dev.fresnel.simulator.patch.ListType;
import dev.fresnel.simulator.schema.KnownFields;
import dev.fresnel.simulator.schema.StructuralSchema;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.storage.StatusException.Cause;
import dev.fresnel.simulator.tree.Tree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of the fields of a type: unknown ones go or are refused, defaults come, values are checked. */
final class Fields {

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
     * @throws StatusException 400 for unknown fields where the request is strict, 422 for values that break the schema
     */
    void admit(Exchange exchange, Map<String, Object> object) {
        if (!type.isCustom()) {
            admitBuiltIn(exchange, object);
            return;
        }
        StructuralSchema structural = new StructuralSchema(schema);
        List<String> unknown = structural.prune(object);
        if (!unknown.isEmpty()) {
            refuseOrWarn(exchange, unknown);
        }
        structural.addDefaults(object);
        List<Cause> causes = structural.validate(object).stream()
                .map(violation -> new Cause(violation.reason(), violation.field(), violation.message()))
                .toList();
        if (!causes.isEmpty()) {
            throw StatusException.invalid(type, Tree.text(object, "metadata", "name"), causes);
        }
    }

    private void admitBuiltIn(Exchange exchange, Map<String, Object> object) {
        KindFields known = KindFields.of(type.apiVersion(), type.kind()).orElse(null);
        if (known == null) {
            return;
        }
        try {
            List<String> unknown = KnownFields.prune(known, object);
            if (!unknown.isEmpty()) {
                refuseOrWarn(exchange, unknown);
            }
        } catch (KnownFields.WrongTypeException e) {
            throw StatusException.badRequest(type.kind() + " in version \"" + type.version()
                    + "\" cannot be handled as a " + type.kind() + ": " + e.getMessage());
        }
    }

    private void refuseOrWarn(Exchange exchange, List<String> unknown) {
        List<String> sentences =
                unknown.stream().map(field -> "unknown field \"" + field + "\"").toList();
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
