package dev.fresnel.engine.edit;

import dev.fresnel.engine.details.Hidden;
import dev.fresnel.engine.edit.FieldAt.Step;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.ChangeData.Conflict;
import dev.fresnel.engine.view.ViewRequest.Keep;
import dev.fresnel.kube.api.ApiServerException.Cause;
import dev.fresnel.kube.caller.Write;
import dev.fresnel.kube.caller.Writer;
import dev.fresnel.kube.definition.FieldSchema;
import dev.fresnel.kube.discovery.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One object as a person wants it, made into what is sent to the API server. Of an object that was edited only what the person
 * has changed is sent (server-side apply), with what was applied through Fresnel before, so that nobody's fields become the
 * person's by the way. Only where something is to go that others have set, which apply cannot do, the object is replaced at
 * the version that was looked at. Immutable.
 *
 * @param wanted as the person wrote it
 * @param began as the person began with it; null for a text that came from elsewhere, which is applied as it is
 * @param decisions what becomes of contested fields, by their names
 */
public record Draft(Map<String, Object> wanted, @Nullable Map<String, Object> began, Map<String, Keep> decisions) {

    private static final Pattern MANAGER = Pattern.compile("conflict with \"([^\"]*)\"");

    public Draft {
        decisions = Map.copyOf(decisions);
    }

    public String apiVersion() {
        return Tree.text(wanted, "apiVersion");
    }

    /**
     * The change to the object.
     *
     * @param schema of its kind; null where none is known
     * @param now the object with its managedFields; empty where there is none
     */
    public Write write(
            @Nullable FieldSchema schema, Kind kind, @Nullable String namespace, String name, Map<String, Object> now)
            throws ContestedException {
        List<FieldOwner> owners = FieldOwner.of(now);
        Map<String, Object> mine = EditText.own(wanted);
        if (began == null || now.isEmpty()) {
            return new Write.Apply(kind, namespace, name, json(decided(mine, owners, now, false)), false);
        }
        List<FieldEdit> edits = FieldEdit.between(schema, EditText.own(began), mine);
        if (edits.stream().anyMatch(edit -> edit.value() == null && !isMineAlone(owners, edit.field()))) {
            contest(edits, owners, now);
            Map<String, Object> body = now;
            for (FieldEdit edit : edits) {
                body = edit.value() == null
                        ? edit.field().remove(body)
                        : edit.field().set(body, edit.value());
            }
            Map<String, Object> whole = new LinkedHashMap<>(decided(body, owners, now, true));
            whole.remove("status");
            return new Write.Replace(kind, namespace, name, json(whole));
        }
        Map<String, Object> body = identity(mine);
        for (FieldOwner owner : owners) {
            if (isMine(owner)) {
                for (FieldAt field : owner.fields()) {
                    Object value = field.steps().isEmpty() ? null : field.read(mine);
                    if (value != null && !(value instanceof Map<?, ?> map && !map.isEmpty())) {
                        body = field.set(body, value);
                    }
                }
            }
        }
        for (FieldEdit edit : edits) {
            if (edit.value() != null) {
                body = edit.field().set(body, edit.value());
            }
        }
        return new Write.Apply(kind, namespace, name, json(decided(body, owners, now, false)), false);
    }

    private static Map<String, Object> identity(Map<String, Object> object) {
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("apiVersion", Tree.text(object, "apiVersion"));
        identity.put("kind", Tree.text(object, "kind"));
        Map<String, Object> metadata = new LinkedHashMap<>();
        for (String key : List.of("name", "namespace")) {
            if (!Tree.text(object, "metadata", key).isEmpty()) {
                metadata.put(key, Tree.text(object, "metadata", key));
            }
        }
        identity.put("metadata", metadata);
        return identity;
    }

    private static boolean isMine(FieldOwner owner) {
        return owner.applied()
                && owner.manager().equals(Writer.FIELD_MANAGER)
                && owner.subresource().isEmpty();
    }

    /** Applying the object without it makes it go. */
    private static boolean isMineAlone(List<FieldOwner> owners, FieldAt field) {
        List<FieldOwner> having =
                owners.stream().filter(owner -> touches(owner, field)).toList();
        return !having.isEmpty() && having.stream().allMatch(Draft::isMine);
    }

    private static boolean touches(FieldOwner owner, FieldAt field) {
        return owner.fields().stream().anyMatch(own -> own.within(field)) || owner.has(field);
    }

    /** A replacing write takes fields over without a word: so it is asked here. */
    private void contest(List<FieldEdit> edits, List<FieldOwner> owners, Map<String, Object> now)
            throws ContestedException {
        List<Conflict> open = new ArrayList<>();
        for (FieldEdit edit : edits) {
            for (FieldOwner owner : owners) {
                if (!owner.manager().equals(Writer.FIELD_MANAGER)
                        && owner.subresource().isEmpty()
                        && touches(owner, edit.field())) {
                    open.add(conflict(edit.field().toString(), edit.field(), owner.manager(), owner.at(), now));
                }
            }
        }
        refuseUndecided(open);
    }

    /**
     * The same change, taking over what the person has decided to.
     *
     * @param causes what the server names as set by others
     */
    public Write over(Map<String, Object> now, Write.Apply refused, List<Cause> causes) throws ContestedException {
        List<FieldOwner> owners = FieldOwner.of(now);
        List<Conflict> open = new ArrayList<>();
        for (Cause cause : causes) {
            Matcher manager = MANAGER.matcher(cause.message());
            String name = manager.find() ? manager.group(1) : cause.message();
            if (!name.equals(Writer.FIELD_MANAGER)) {
                FieldOwner owner = owners.stream()
                        .filter(each -> each.manager().equals(name)
                                && find(each, cause.field()).isPresent())
                        .findFirst()
                        .orElse(null);
                FieldAt field =
                        owner == null ? null : find(owner, cause.field()).orElse(null);
                open.add(conflict(cause.field(), field, name, owner == null ? null : owner.at(), now));
            }
        }
        refuseUndecided(open);
        return new Write.Apply(refused.kind(), refused.namespace(), refused.name(), refused.body(), true);
    }

    private void refuseUndecided(List<Conflict> open) throws ContestedException {
        if (open.stream().anyMatch(conflict -> !decisions.containsKey(conflict.field()))) {
            throw new ContestedException(open);
        }
    }

    private Conflict conflict(
            String name, @Nullable FieldAt field, String manager, @Nullable Long at, Map<String, Object> now) {
        return field == null || Hidden.isSecret(now)
                ? new Conflict(name, manager, at, null, null)
                : new Conflict(name, manager, at, brief(field.read(now)), brief(field.read(wanted)));
    }

    private static @Nullable String brief(@Nullable Object value) {
        String text = value == null
                ? null
                : value instanceof Map || value instanceof List
                        ? JsonMapper.shared().writeValueAsString(value)
                        : Tree.scalar(value);
        return text == null || text.length() <= 200 ? text : text.substring(0, 199) + "…";
    }

    /** Contested fields as the person has decided. */
    private Map<String, Object> decided(
            Map<String, Object> body, List<FieldOwner> owners, Map<String, Object> now, boolean whole) {
        Map<String, Object> decided = body;
        for (Map.Entry<String, Keep> decision : decisions.entrySet()) {
            FieldAt field = field(owners, decision.getKey());
            if (field != null && decision.getValue() != Keep.MINE) {
                Object theirs = field.read(now);
                decided = theirs != null && (whole || decision.getValue() == Keep.THEIRS)
                        ? field.set(decided, theirs)
                        : field.remove(decided);
            }
        }
        return decided;
    }

    private static @Nullable FieldAt field(List<FieldOwner> owners, String name) {
        Set<FieldAt> found = new LinkedHashSet<>();
        owners.forEach(owner -> find(owner, name).ifPresent(found::add));
        return found.isEmpty() ? null : found.iterator().next();
    }

    /** A field by the server's name for it, among those that somebody has set, and what these are in. */
    private static Optional<FieldAt> find(FieldOwner owner, String name) {
        for (FieldAt field : owner.fields()) {
            FieldAt found = upTo(field, name);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static @Nullable FieldAt upTo(FieldAt field, String name) {
        StringBuilder text = new StringBuilder();
        List<Step> steps = new ArrayList<>();
        for (Step step : field.steps()) {
            steps.add(step);
            text.append(step);
            if (text.length() >= name.length()) {
                return text.toString().equals(name) ? new FieldAt(steps) : null;
            }
        }
        return null;
    }

    private static JsonNode json(Map<String, Object> body) {
        return JsonMapper.shared().valueToTree(body);
    }
}
