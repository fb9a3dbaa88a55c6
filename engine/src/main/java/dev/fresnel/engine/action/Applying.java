package dev.fresnel.engine.action;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.details.YamlText;
import dev.fresnel.engine.edit.ContestedException;
import dev.fresnel.engine.edit.Draft;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.api.ApiServerException.Cause;
import dev.fresnel.kube.caller.Write;
import dev.fresnel.kube.definition.FieldSchema;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes objects as a person wrote them. Immutable. */
final class Applying implements Plan.Maker {

    private final Map<ObjectRef, Draft> drafts;
    private final Map<ObjectRef, List<ObjectRef>> needs;

    Applying(Map<ObjectRef, Draft> drafts, Map<ObjectRef, List<ObjectRef>> needs) {
        this.drafts = Map.copyOf(drafts);
        this.needs = Map.copyOf(needs);
    }

    @Override
    public Write make(Connection connection, ObjectRef ref, Kind kind, Map<String, Object> tree)
            throws IOException, InterruptedException, ContestedException {
        // As the person wrote it, which need not be the version that the object was read in.
        Kind written = connection
                .discovery()
                .kinds()
                .of(draft(ref).apiVersion(), kind.name())
                .orElse(kind);
        return draft(ref).write(schema(connection, written), written, ref.namespace(), ref.name(), tree);
    }

    /** Who may change an object may not always read what its fields are: then its lists are taken whole. */
    private static @Nullable FieldSchema schema(Connection connection, Kind kind)
            throws IOException, InterruptedException {
        try {
            return connection.docs().schema(kind).orElse(null);
        } catch (ApiServerException e) {
            return null;
        }
    }

    @Override
    public boolean makes() {
        return true;
    }

    /** What needs others of these cannot be tried before they are there. */
    @Override
    public Outlook outlook(ObjectRef ref, Outlook said, @Nullable ApiServerException refusal) {
        List<ObjectRef> needed = needs.getOrDefault(ref, List.of());
        return needed.isEmpty() || refusal == null || refusal.status() != 404
                ? said
                : new Outlook.Later(
                        needed, TextDiff.of("", YamlText.of(draft(ref).wanted(), false)));
    }

    @Override
    public Write over(ObjectRef ref, Map<String, Object> tree, Write refused, List<Cause> causes)
            throws ContestedException {
        return draft(ref).over(tree, (Write.Apply) refused, causes);
    }

    private Draft draft(ObjectRef ref) {
        return Objects.requireNonNull(drafts.get(ref));
    }
}
