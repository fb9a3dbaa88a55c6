package dev.fresnel.engine.action;

import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Clusters;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.store.WholeObjects;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.kube.caller.SingleReads;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks of an action that is worked out in Java.
 *
 * @param title what is done, in the person's language
 * @param icon a name from the icon set
 * @param objects to which
 * @param values of the action's inputs, {@code now} and {@code suffix}
 * @param at when, milliseconds since 1970
 */
public record Errand(
        Clusters clusters,
        String title,
        String icon,
        List<ObjectRef> objects,
        Map<String, @Nullable Object> values,
        long at) {

    public Errand {
        objects = List.copyOf(objects);
    }

    /** The connection to an object's cluster. */
    Connection connection(ObjectRef ref) throws RefusedException {
        Cluster cluster = clusters.find(ref.cluster());
        Connection connection = cluster == null ? null : cluster.connection();
        if (connection == null) {
            throw new RefusedException(Phrase.of("change.notConnected", "cluster", ref.cluster()));
        }
        return connection;
    }

    /** A kind, as in {@code Kind.resource()}. */
    static Kind kind(Connection connection, String resource) throws IOException {
        return connection
                .discovery()
                .kinds()
                .resource(resource)
                .orElseThrow(() -> new IOException(resource + " is not served"));
    }

    /** An object as it is. */
    static Map<String, Object> read(Connection connection, ObjectRef ref) throws IOException, InterruptedException {
        return WholeObjects.tree(new SingleReads(connection.server())
                .get(kind(connection, ref.resource()), ref.namespace(), ref.name(), false)
                .orElseThrow(() -> new RefusedException(Phrase.of("change.gone"))));
    }

    boolean yes(String id) {
        return Boolean.TRUE.equals(values.get(id));
    }

    /** What was given as text; {@code ""} for nothing. */
    String text(String id) {
        return Tree.brief(values.get(id));
    }

    /** A number that was given as text, or null. */
    @Nullable
    Integer number(String id) {
        return text(id).isEmpty() ? null : Integer.valueOf(text(id));
    }
}
