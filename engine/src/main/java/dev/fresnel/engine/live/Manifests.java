package dev.fresnel.engine.live;

import dev.fresnel.engine.action.Lot;
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

/**
 * The objects of a text that is to be applied, each with what it is to become or with why it cannot: in the order of the text,
 * but for namespaces and definitions of kinds, which come first because others need them.
 */
final class Manifests {

    private final ViewRequest.Apply request;
    private final Prerequisites prerequisites;
    private final Map<ObjectRef, Draft> drafts = new LinkedHashMap<>();
    private final Map<ObjectRef, List<ObjectRef>> needs = new LinkedHashMap<>();
    private final List<Item> items = new ArrayList<>();

    private Manifests(ViewRequest.Apply request, Prerequisites prerequisites) {
        this.request = request;
        this.prerequisites = prerequisites;
    }

    static Manifests of(Clusters clusters, ViewRequest.Apply request) {
        Cluster cluster = clusters.find(request.cluster());
        Connection connection = cluster == null ? null : cluster.connection();
        ManifestReader.Reading reading = ManifestReader.read(request.text());
        Kinds kinds = connection == null ? Kinds.NONE : connection.discovery().kinds();
        Problem grave =
                reading.problems().stream().filter(Problem::grave).findFirst().orElse(null);
        Manifests manifests = new Manifests(request, new Prerequisites(request.cluster(), reading.documents()));
        for (Manifest manifest : Prerequisites.first(reading.documents())) {
            manifests.add(kinds, connection != null, manifest, grave);
        }
        if (reading.documents().isEmpty() && grave != null) {
            manifests.refuse(new ObjectRef(request.cluster(), "", null, ""), grave.message());
        }
        return manifests;
    }

    private void add(Kinds kinds, boolean connected, Manifest manifest, @Nullable Problem grave) {
        Kind kind = kinds.of(manifest.apiVersion(), manifest.kind()).orElse(null);
        Prerequisites.Defined defined = kind == null ? prerequisites.defined(manifest) : null;
        boolean namespaced = kind == null ? defined != null && defined.namespaced() : kind.namespaced();
        String resource = kind != null
                ? kind.resource()
                : defined != null ? defined.resource() : manifest.kind().toLowerCase(Locale.ROOT);
        String namespace = manifest.namespace().isEmpty() ? request.namespace() : manifest.namespace();
        String name = manifest.nameBegins().isEmpty() ? manifest.name() : drawn(manifest.nameBegins());
        ObjectRef ref = new ObjectRef(request.cluster(), resource, namespaced ? namespace : null, name);
        if (!connected) {
            refuse(ref, Phrase.of("change.notConnected", "cluster", request.cluster()));
        } else if (grave != null) {
            // Half of a text is never applied: what is missing may be what makes the rest right.
            refuse(ref, grave.message());
        } else if (kind == null && defined == null) {
            refuse(ref, Check.unserved(kinds, manifest.apiVersion(), manifest.kind()));
        } else if (name.isEmpty()) {
            refuse(ref, Phrase.of("edit.noName"));
        } else if (drafts.containsKey(ref)) {
            refuse(ref, Phrase.of("change.twice"));
        } else if (!manifest.hidden().isEmpty() && began(ref) == null) {
            refuse(ref, Check.hidden(manifest));
        } else {
            items.add(new Item(ref, new Outlook.Checking()));
            drafts.put(ref, new Draft(manifest.named(name), began(ref), decisions(ref)));
            needs.put(ref, prerequisites.of(ref, defined));
        }
    }

    /** A name as the server would draw it: drawn here, so that what is shown is what is made. */
    private static String drawn(String beginning) {
        return beginning + Lot.suffix();
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

    /** In the order that they are made in. */
    List<Item> items() {
        return items;
    }

    boolean plannable() {
        return !drafts.isEmpty();
    }

    Plan plan(String title) {
        return Plan.applying(title, drafts, needs);
    }
}
