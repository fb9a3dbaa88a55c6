package dev.fresnel.engine.action;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.pack.ActionSpec;
import dev.fresnel.engine.pack.ActionSpec.Step;
import dev.fresnel.engine.store.WholeObjects;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.caller.SingleReads;
import dev.fresnel.kube.caller.Write;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes an object from another one, by a template. Immutable. */
final class Creating implements Plan.Maker {

    private final Step.Create step;
    private final Map<String, @Nullable Object> values;
    /** What is made, and from what. */
    private final Map<ObjectRef, ObjectRef> origins = new LinkedHashMap<>();

    /** @param values of the inputs, {@code now} and {@code suffix} */
    Creating(Step.Create step, List<ObjectRef> from, Map<String, @Nullable Object> values) {
        this.step = step;
        this.values = new HashMap<>(values);
        for (ObjectRef origin : from) {
            String name = Tree.text(ActionSpec.filled(step.template(), valuesOf(origin), Map.of()), "metadata", "name");
            origins.put(new ObjectRef(origin.cluster(), step.resource(), origin.namespace(), name), origin);
        }
    }

    /** What is made, in order. */
    List<ObjectRef> made() {
        return List.copyOf(origins.keySet());
    }

    private Map<String, @Nullable Object> valuesOf(ObjectRef origin) {
        Map<String, @Nullable Object> all = new HashMap<>(values);
        all.put("name", origin.name());
        all.put("namespace", origin.namespace() == null ? "" : origin.namespace());
        return all;
    }

    @Override
    public boolean makes() {
        return true;
    }

    @Override
    public Write make(Connection connection, ObjectRef ref, Kind kind, Map<String, Object> tree)
            throws IOException, InterruptedException {
        ObjectRef origin = Objects.requireNonNull(origins.get(ref));
        Kind from = connection
                .discovery()
                .kinds()
                .resource(origin.resource())
                .orElseThrow(() -> new IOException(origin.resource() + " is no longer served"));
        JsonNode found = new SingleReads(connection.server())
                .get(from, origin.namespace(), origin.name(), false)
                .orElseThrow(
                        () -> new ApiServerException(404, "NotFound", origin.name() + " is no longer there", null));
        Map<String, Object> original = WholeObjects.tree(found);
        Map<String, @Nullable Object> all = valuesOf(origin);
        all.put("uid", Tree.text(original, "metadata", "uid"));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", kind.apiVersion());
        object.put("kind", kind.name());
        object.putAll(withoutNulls(ActionSpec.filled(step.template(), all, original)));
        return new Write.Apply(
                kind, ref.namespace(), ref.name(), JsonMapper.shared().valueToTree(object), false);
    }

    /** What the original does not say is not said of what is made of it. */
    private static Map<String, Object> withoutNulls(Map<String, Object> map) {
        Map<String, Object> said = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            @Nullable Object known = value instanceof Map<?, ?> inner ? withoutNulls(Tree.map(inner)) : value;
            if (known != null) {
                said.put(key, known);
            }
        });
        return said;
    }
}
