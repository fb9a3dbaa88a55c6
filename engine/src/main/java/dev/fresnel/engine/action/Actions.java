package dev.fresnel.engine.action;

import dev.fresnel.engine.pack.ActionSpec;
import dev.fresnel.engine.pack.ActionSpec.Fact;
import dev.fresnel.engine.pack.ActionSpec.Input;
import dev.fresnel.engine.pack.ActionSpec.InputType;
import dev.fresnel.engine.pack.ActionSpec.Step;
import dev.fresnel.engine.pack.KindPack;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.tree.Source;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.kube.caller.Question;
import dev.fresnel.kube.caller.Write;
import dev.fresnel.kube.discovery.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
            List.of(new Input(
                    "replicas", "Replicas", Source.parse("spec.replicas ?? 1"), new InputType.Whole(0, 1_000_000))),
            new Step.Patch(Map.of("spec", Map.of("replicas", "{replicas}")), "scale"));

    /** Words of {@code DeleteOptions.propagationPolicy}. */
    private static final List<String> PROPAGATIONS = List.of("Background", "Foreground", "Orphan");

    private static final ActionSpec DELETE = new ActionSpec(
            "delete",
            "Delete",
            "trash",
            null,
            true,
            List.of(),
            List.of(),
            List.of(
                    new Input(
                            "propagation",
                            "What it owns",
                            Source.parse("'Background'"),
                            new InputType.Choice(PROPAGATIONS)),
                    new Input(
                            "grace",
                            "Seconds to end in",
                            Source.parse("''"),
                            new InputType.Text(Pattern.compile("\\d{1,6}"), true))),
            new Step.Delete());

    /** Names of labels, with or without a prefix: {@code example.com/tier}. */
    private static final String LABEL_NAME =
            "([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-\\w.]{0,61}[A-Za-z0-9])?";

    private static final String LABEL_VALUE = "[A-Za-z0-9]([-\\w.]{0,61}[A-Za-z0-9])?";

    private static final ActionSpec LABEL = new ActionSpec(
            "label",
            "Label",
            "tag",
            "A label without a value is taken away.",
            false,
            List.of(),
            List.of(),
            List.of(
                    new Input(
                            "label",
                            "Label",
                            Source.parse("''"),
                            new InputType.Text(Pattern.compile(LABEL_NAME), false)),
                    new Input(
                            "value",
                            "Value",
                            Source.parse("''"),
                            new InputType.Text(Pattern.compile(LABEL_VALUE), true))),
            new Step.Patch(Map.of("metadata", Map.of("labels", Map.of("{label}", "{value}"))), ""));

    private static final ActionSpec FINALIZERS = new ActionSpec(
            "finalizers",
            "Remove finalizers",
            "alert",
            "It goes at once, and what its finalizers wait for is never done. Only where their controller is gone for good.",
            true,
            List.of(
                    new Fact(Source.parse("metadata.deletionTimestamp"), "*"),
                    new Fact(Source.parse("metadata.finalizers"), "*")),
            List.of(),
            List.of(),
            new Step.Patch(nothing("finalizers"), ""));

    private static Map<String, Object> nothing(String field) {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put(field, null);
        return Map.of("metadata", metadata);
    }

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
        if (kind.can("patch")) {
            actions.add(LABEL);
            actions.add(FINALIZERS);
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

    /** What must be allowed for it, all of it. */
    public static List<Question> questions(ActionSpec action, Kind kind, @Nullable String namespace, String name) {
        return switch (action.step()) {
            case Step.Create create -> {
                String[] resource = create.resource().split("\\.", 2);
                yield List.of(new Question(
                        "create", resource.length < 2 ? "" : resource[1], resource[0], "", namespace, null));
            }
            case Step.Java java -> Procedure.of(java.action()).questions(kind, namespace, name);
            default ->
                List.of(write(action, kind, namespace, name, Map.of(), Map.of()).question());
        };
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
            Map<String, @Nullable Object> values) {
        return switch (action.step()) {
            case Step.Patch patch ->
                new Write.Patch(
                        kind,
                        namespace,
                        name,
                        patch.subresource(),
                        JsonMapper.shared().valueToTree(ActionSpec.filled(patch.template(), values, tree)));
            case Step.Delete _ -> {
                String uid = Tree.text(tree, "metadata", "uid");
                String grace = Tree.brief(values.get("grace"));
                yield new Write.Delete(
                        kind,
                        namespace,
                        name,
                        uid.isEmpty() ? null : uid,
                        Tree.brief(values.getOrDefault("propagation", "Background")),
                        grace.isEmpty() ? null : Integer.valueOf(grace));
            }
            case Step.Taint taint ->
                new Write.Patch(
                        kind,
                        namespace,
                        name,
                        "",
                        JsonMapper.shared()
                                .valueToTree(Map.of("spec", Map.of("taints", Taints.after(taint, tree, values)))));
            case Step.Create _, Step.Java _ -> throw new IllegalArgumentException("other objects are read before");
            case Step.Evict _ -> Eviction.of(kind, namespace, name, Tree.text(tree, "metadata", "uid"), null);
        };
    }
}
