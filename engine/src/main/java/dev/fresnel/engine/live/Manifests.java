package dev.fresnel.engine.live;

import dev.fresnel.engine.action.Plan;
import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Clusters;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.edit.Check;
import dev.fresnel.engine.edit.Draft;
import dev.fresnel.engine.edit.Manifest;
import dev.fresnel.engine.edit.ManifestReader;
import dev.fresnel.engine.view.ChangeData.Item;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.EditData.Problem;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.engine.view.ViewRequest.Keep;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Kinds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The objects of a text that is to be applied, each with what it is to become or with why it cannot. */
final class Manifests {

    private final ViewRequest.Apply request;
    private final Map<ObjectRef, Draft> drafts = new LinkedHashMap<>();
    private final List<Item> items = new ArrayList<>();

    private Manifests(ViewRequest.Apply request) {
        this.request = request;
    }

    static Manifests of(Clusters clusters, ViewRequest.Apply request) {
        Cluster cluster = clusters.find(request.cluster());
        Connection connection = cluster == null ? null : cluster.connection();
        Manifests manifests = new Manifests(request);
        ManifestReader.Reading reading = ManifestReader.read(request.text());
        Kinds kinds = connection == null ? Kinds.NONE : connection.discovery().kinds();
        Problem grave =
                reading.problems().stream().filter(Problem::grave).findFirst().orElse(null);
        for (Manifest manifest : reading.documents()) {
            manifests.add(kinds, connection != null, manifest, grave);
        }
        if (reading.documents().isEmpty() && grave != null) {
            manifests.refuse(new ObjectRef(request.cluster(), "", null, ""), grave.message());
        }
        return manifests;
    }

    private void add(Kinds kinds, boolean connected, Manifest manifest, @Nullable Problem grave) {
        Kind kind = kinds.of(manifest.apiVersion(), manifest.kind()).orElse(null);
        String namespace = manifest.namespace().isEmpty() ? request.namespace() : manifest.namespace();
        ObjectRef ref = new ObjectRef(
                request.cluster(),
                kind == null ? manifest.kind().toLowerCase(Locale.ROOT) : kind.resource(),
                kind == null || !kind.namespaced() ? null : namespace,
                manifest.name());
        if (!connected) {
            refuse(ref, Phrase.of("change.notConnected", "cluster", request.cluster()));
        } else if (grave != null) {
            // Half of a text is never applied: what is missing may be what makes the rest right.
            refuse(ref, grave.message());
        } else if (kind == null) {
            refuse(ref, Check.unserved(kinds, manifest.apiVersion(), manifest.kind()));
        } else if (manifest.name().isEmpty()) {
            refuse(ref, Phrase.of("edit.noName"));
        } else if (drafts.containsKey(ref)) {
            refuse(ref, Phrase.of("change.twice"));
        } else {
            items.add(new Item(ref, new Outlook.Checking()));
            drafts.put(ref, new Draft(manifest.tree(), began(ref), decisions(ref)));
        }
    }

    private void refuse(ObjectRef ref, Phrase why) {
        items.add(new Item(ref, new Outlook.Refused(why, null)));
    }

    private @Nullable Map<String, Object> began(ObjectRef ref) {
        if (request.before() == null || !ref.equals(request.ref())) {
            return null;
        }
        return ManifestReader.read(request.before()).documents().stream()
                .findFirst()
                .map(Manifest::tree)
                .orElse(null);
    }

    private Map<String, Keep> decisions(ObjectRef ref) {
        return request.decisions().stream()
                .filter(decision -> decision.ref().equals(ref))
                .collect(
                        Collectors.toMap(ViewRequest.Decision::field, ViewRequest.Decision::keep, (_, later) -> later));
    }

    /** In the order of the text. */
    List<Item> items() {
        return items;
    }

    boolean plannable() {
        return !drafts.isEmpty();
    }

    Plan plan(String title) {
        return Plan.applying(title, drafts);
    }
}
