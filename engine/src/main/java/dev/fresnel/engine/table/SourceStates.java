package dev.fresnel.engine.table;

import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.SourceState;
import dev.fresnel.engine.view.SourceState.State;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.watch.ReflectorState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says how far a source of a table can be believed, from what its Reflector does and what its Store holds. */
public final class SourceStates {

    private SourceStates() {}

    /** The state of a source now. */
    public static SourceState of(TableSource source) {
        State state = switch (source) {
            case TableSource.Absent absent -> absent.state();
            case TableSource.Watched watched -> of(watched.store(), watched.namespace());
        };
        return new SourceState(source.cluster(), source.namespace(), state);
    }

    /** The state of a Store now; {@code namespace} is where the person looks, null for everywhere. */
    public static State of(Store store, @Nullable String namespace) {
        return switch (store.state()) {
            case ReflectorState.Connecting _ -> new State.Connecting();
            case ReflectorState.Listing listing -> listing(listing, store.gap());
            // Live comes after the list, but its last rows may still be on their way to a snapshot.
            case ReflectorState.Live _ ->
                store.snapshot().complete()
                        ? new State.Live()
                        : new State.Loading(store.snapshot().size(), null);
            case ReflectorState.Stale stale -> stale(stale);
            case ReflectorState.Forbidden forbidden ->
                forbidden(store.kind(), namespace, forbidden.verb(), forbidden.message());
            case ReflectorState.Failed failed -> new State.Failed(message(store.kind(), failed.why()), failed.detail());
            case ReflectorState.Stopped _ -> new State.Connecting();
        };
    }

    private static Phrase message(Kind kind, ReflectorState.Why why) {
        String resource = kind.resource();
        String version = kind.version();
        return switch (why) {
            case CREDENTIALS -> Phrase.of("state.credentials");
            case REFUSED -> Phrase.of("state.refused", "resource", resource, "version", version);
            case NOT_SERVED -> Phrase.of("state.gone", "resource", resource, "version", version);
            case NO_COMMON_FORM -> Phrase.of("state.noCommonForm", "resource", resource, "version", version);
            case UNREADABLE -> Phrase.of("state.unreadable", "resource", resource, "version", version);
        };
    }

    /** A list after a gap does not make what is shown any younger before it has ended. */
    private static State listing(ReflectorState.Listing listing, ReflectorState.@Nullable Stale gap) {
        if (listing.again() && gap != null) {
            return stale(gap);
        }
        return new State.Loading(listing.read(), listing.expected() < 0 ? null : listing.expected());
    }

    private static State.Stale stale(ReflectorState.Stale stale) {
        return new State.Stale(
                stale.since().toEpochMilli(), stale.attempt(), stale.nextTry().toEpochMilli(), stale.reason());
    }

    /**
     * What is said to a person who may not see a kind.
     *
     * @param namespace where, null for all namespaces or for kinds of the cluster
     * @param verb the one that was refused
     * @param message the server's words
     */
    public static State.Forbidden forbidden(Kind kind, @Nullable String namespace, String verb, String message) {
        // Who may not list has not been asked whether they may watch, and needs both.
        List<String> missing = verb.equals("list") ? List.of("list", "watch") : List.of(verb);
        return new State.Forbidden(missing, message, rule(kind, namespace));
    }

    private static String rule(Kind kind, @Nullable String namespace) {
        String where = namespace == null ? "" : "\n  namespace: " + namespace;
        return """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: %s
                metadata:
                  name: view-%s%s
                rules:
                  - apiGroups: ["%s"]
                    resources: ["%s"]
                    verbs: ["get", "list", "watch"]
                """.formatted(
                        namespace == null ? "ClusterRole" : "Role", kind.plural(), where, kind.group(), kind.plural());
    }
}
