package dev.fresnel.engine.action;

import dev.fresnel.engine.pack.ActionSpec;
import dev.fresnel.engine.pack.ActionSpec.Input;
import dev.fresnel.engine.pack.ActionSpec.Step;
import dev.fresnel.engine.pack.KindPack;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.tree.Source;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.kube.caller.Question;
import dev.fresnel.kube.caller.Write;
import dev.fresnel.kube.discovery.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What can be done to objects: as the packs say, and what every kind can. Immutable. */
public final class Actions {

    /** For kinds that can be scaled and of which no pack says how. */
    private static final ActionSpec SCALE = new ActionSpec(
            "scale",
            "Scale",
            "scale",
            null,
            false,
            List.of(),
            List.of(),
            List.of(new Input("replicas", "Replicas", Source.parse("spec.replicas ?? 1"), 0, 1_000_000)),
            new Step.Patch(Map.of("spec", Map.of("replicas", "{replicas}")), "scale"));

    private static final ActionSpec DELETE =
            new ActionSpec("delete", "Delete", "trash", null, true, List.of(), List.of(), List.of(), new Step.Delete());

    private final Packs packs;

    public Actions(Packs packs) {
        this.packs = packs;
    }

    /** The actions of a kind, in order. */
    public List<ActionSpec> of(Kind kind) {
        KindPack pack = packs.of(kind);
        List<ActionSpec> actions = new ArrayList<>(pack == null ? List.of() : pack.actions());
        boolean scales = actions.stream().anyMatch(action -> action.id().equals(SCALE.id()));
        if (!scales && kind.subresources().contains("scale")) {
            actions.addFirst(SCALE);
        }
        if (kind.can("delete")) {
            actions.add(DELETE);
        }
        return actions;
    }

    /** The action of that id, where the kind has it. */
    public Optional<ActionSpec> find(Kind kind, String id) {
        return of(kind).stream().filter(action -> action.id().equals(id)).findFirst();
    }

    /** What must be allowed for it. */
    public static Question question(ActionSpec action, Kind kind, @Nullable String namespace, String name) {
        return write(action, kind, namespace, name, Map.of(), Map.of()).question();
    }

    /**
     * The change to one object.
     *
     * @param tree the object as it is
     * @param values of the inputs, and {@code now}
     */
    static Write write(
            ActionSpec action,
            Kind kind,
            @Nullable String namespace,
            String name,
            Map<String, Object> tree,
            Map<String, Object> values) {
        return switch (action.step()) {
            case Step.Patch patch ->
                new Write.Patch(
                        kind,
                        namespace,
                        name,
                        patch.subresource(),
                        JsonMapper.shared().valueToTree(ActionSpec.filled(patch.template(), values)));
            case Step.Delete _ -> {
                String uid = Tree.text(tree, "metadata", "uid");
                yield new Write.Delete(kind, namespace, name, uid.isEmpty() ? null : uid, "Background", null);
            }
            case Step.Evict _ -> new Write.Create(kind, namespace, name, "eviction", eviction(namespace, name));
        };
    }

    private static JsonNode eviction(@Nullable String namespace, String name) {
        return JsonMapper.shared()
                .valueToTree(Map.of(
                        "apiVersion",
                        "policy/v1",
                        "kind",
                        "Eviction",
                        "metadata",
                        Map.of("name", name, "namespace", namespace == null ? "" : namespace)));
    }
}
