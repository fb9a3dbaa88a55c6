package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Clusters;
import dev.fresnel.engine.store.Subscription;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.SourceState;
import java.util.ArrayList;
import java.util.List;

/**
 * A view's ears: tells it when clusters come and go or change, for those that it looks at. Thread-safe as the Clusters are.
 */
final class Following implements AutoCloseable {

    /** Each is looked up, and said something of, with every change. */
    private static final int MOST_CLUSTERS = 500;

    private final Clusters clusters;
    private final Runnable changed;
    private final Subscription membership;
    private final List<Subscription> each = new ArrayList<>();
    private List<Cluster> followed = List.of();
    private boolean closed;

    Following(Clusters clusters, Runnable changed) {
        this.clusters = clusters;
        this.changed = changed;
        this.membership = clusters.subscribe(changed);
    }

    /**
     * The names of clusters that a view asks for.
     *
     * @throws IllegalArgumentException where these are more than anybody has
     */
    static List<String> checked(List<String> names) {
        if (names.size() > MOST_CLUSTERS) {
            throw new IllegalArgumentException("a view is of at most " + MOST_CLUSTERS + " clusters");
        }
        return names;
    }

    /** Follows exactly these, among which an unknown name is passed over, and connects them. */
    List<Cluster> connected(List<String> names) {
        List<Cluster> wanted = new ArrayList<>();
        for (String name : names) {
            Cluster cluster = clusters.find(name);
            if (cluster != null && !wanted.contains(cluster)) {
                wanted.add(cluster);
            }
        }
        follow(wanted);
        wanted.forEach(Cluster::connect);
        return wanted;
    }

    /** Why there is no cluster of a name: it is in no file, or what the file says of it is of no use. */
    SourceState.State.Failed unknown(String name) {
        String why = clusters.invalid().get(name);
        return new SourceState.State.Failed(
                why == null
                        ? Phrase.of("state.noSuchCluster", "name", name)
                        : Phrase.of("cluster.invalid", "reason", why),
                null);
    }

    /** Follows all clusters as they are now, connecting none. */
    List<Cluster> all() {
        follow(clusters.all());
        return followed;
    }

    private synchronized void follow(List<Cluster> wanted) {
        if (closed || wanted.equals(followed)) {
            return;
        }
        each.forEach(Subscription::close);
        each.clear();
        for (Cluster cluster : wanted) {
            each.add(cluster.subscribe(changed));
        }
        followed = List.copyOf(wanted);
    }

    @Override
    public synchronized void close() {
        closed = true;
        membership.close();
        each.forEach(Subscription::close);
        each.clear();
    }
}
