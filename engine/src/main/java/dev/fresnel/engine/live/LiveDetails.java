package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.details.DetailsModel;
import dev.fresnel.engine.details.FieldDocs;
import dev.fresnel.engine.pack.ClusterKinds;
import dev.fresnel.engine.view.DetailsData;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.ViewData;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.discovery.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything about one object, and what hangs together with it. */
final class LiveDetails extends WholeView {

    private final Surroundings around;
    private final Titles titles;
    private final Runnable changed;
    private final Leases leases;
    private ObjectRef ref;
    private FollowedObject object;
    private @Nullable StoresRelated related;
    private @Nullable Connection relatedOf;

    LiveDetails(Surroundings around, ViewRequest.Details request, String language, Runnable changed) {
        this.around = around;
        this.titles = new Titles(around.packs(), language);
        this.changed = changed;
        this.ref = request.ref();
        this.object = new FollowedObject(around, ref, false, changed);
        this.leases = Leases.heard(changed);
    }

    @Override
    ViewData data() {
        FollowedObject.Known known = object.now();
        Connection connection = known.connection();
        Kind kind = known.kind();
        Map<String, Object> tree = known.tree();
        if (connection == null || kind == null || tree == null) {
            leases.endRound();
            String title = kind == null ? ref.resource() : titles.singular(kind);
            String icon = kind == null ? "object" : titles.icon(kind);
            return new DetailsData(ref, title, icon, null, null, null, known.gone(), List.of(), known.state());
        }
        if (related == null || !connection.equals(relatedOf)) {
            related = new StoresRelated(connection, ref.cluster(), leases, around);
            relatedOf = connection;
        }
        ClusterKinds kinds = connection.kinds();
        FieldDocs docs = around.packs().of(kind) == null ? connection.docs().of(kind, changed) : FieldDocs.NONE;
        DetailsData data = new DetailsModel(around.packs(), kinds, around.clock())
                .build(
                        new DetailsModel.Subject(kind, tree, known.gone(), known.state(), docs),
                        titles.plainLanguage(),
                        related);
        related.endRound();
        leases.endRound();
        return data;
    }

    @Override
    void look(ViewRequest adjusted) {
        if (!(adjusted instanceof ViewRequest.Details wanted)) {
            throw new IllegalArgumentException("this view is of one object");
        }
        if (!wanted.ref().equals(ref)) {
            object.close();
            ref = wanted.ref();
            object = new FollowedObject(around, ref, false, changed);
            related = null;
        }
    }

    @Override
    void end() {
        object.close();
        leases.close();
    }
}
