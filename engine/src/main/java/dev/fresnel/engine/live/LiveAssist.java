package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.edit.Assistance;
import dev.fresnel.engine.view.AssistData;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.definition.FieldSchema;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What could be written at a place of a text, and what stands there, from the cluster's own schemas. */
final class LiveAssist implements LiveView {

    private static final Logger LOG = LoggerFactory.getLogger(LiveAssist.class);

    private final Surroundings around;
    private final LastWish<ViewRequest.Assist, AssistData> wish;

    LiveAssist(Surroundings around, ViewRequest.Assist request, Runnable changed) {
        this.around = around;
        this.wish = new LastWish<>("assist", this::found, changed);
        wish.wish(request);
    }

    @Override
    public void adjust(ViewRequest request) {
        if (!(request instanceof ViewRequest.Assist wanted)) {
            throw new IllegalArgumentException("this view assists who writes YAML");
        }
        wish.wish(wanted);
    }

    private AssistData found(ViewRequest.Assist wanted) {
        Cluster cluster = around.clusters().find(wanted.cluster());
        Connection connection = cluster == null ? null : cluster.connection();
        Assistance assistance = new Assistance(wanted.text(), wanted.line(), wanted.column());
        if (connection == null) {
            return assistance.nothing();
        }
        var kinds = connection.discovery().kinds();
        Kind kind = assistance.kind(kinds);
        return assistance.with(
                kinds, kind == null ? null : schema(connection, kind).orElse(null));
    }

    private static Optional<FieldSchema> schema(Connection connection, Kind kind) {
        try {
            return connection.docs().schema(kind);
        } catch (IOException e) {
            LOG.info("the schema of {} cannot be read: {}", kind.resource(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    @Override
    public @Nullable Update poll() {
        AssistData found = wish.take();
        return found == null ? null : new Update.Whole(found);
    }

    @Override
    public void close() {
        wish.close();
    }
}
