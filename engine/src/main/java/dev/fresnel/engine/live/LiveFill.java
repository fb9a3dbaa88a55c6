package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.edit.Manifest;
import dev.fresnel.engine.edit.TextChange;
import dev.fresnel.engine.form.Filling;
import dev.fresnel.engine.pack.FormSpec;
import dev.fresnel.engine.pack.KindPack;
import dev.fresnel.engine.view.FillData;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.definition.FieldSchema;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills in a field of a form, as the text then reads. */
final class LiveFill implements LiveView {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFill.class);

    private final Surroundings around;
    private final LastWish<ViewRequest.Fill, FillData> wish;

    LiveFill(Surroundings around, ViewRequest.Fill request, Runnable changed) {
        this.around = around;
        this.wish = new LastWish<>("fill", this::filled, changed);
        wish.wish(request);
    }

    @Override
    public void adjust(ViewRequest request) {
        if (!(request instanceof ViewRequest.Fill wanted)) {
            throw new IllegalArgumentException("this view fills in forms");
        }
        wish.wish(wanted);
    }

    private FillData filled(ViewRequest.Fill wanted) {
        Cluster cluster = around.clusters().find(wanted.cluster());
        Connection connection = cluster == null ? null : cluster.connection();
        Manifest manifest = TextChange.of(wanted.text(), wanted.document())
                .map(TextChange::manifest)
                .orElse(null);
        if (connection == null || manifest == null) {
            return new FillData(
                    wanted.text(),
                    connection == null
                            ? Phrase.of("change.notConnected", "cluster", wanted.cluster())
                            : Phrase.of("form.unreadable"));
        }
        Kind kind = connection
                .discovery()
                .kinds()
                .of(manifest.apiVersion(), manifest.kind())
                .orElse(null);
        KindPack pack = kind == null ? null : around.packs().of(kind);
        FormSpec form = pack == null ? null : pack.form();
        if (kind == null || form == null) {
            return new FillData(wanted.text(), Phrase.of("form.unreadable"));
        }
        try {
            return new FillData(
                    Filling.of(
                            form,
                            schema(connection, kind),
                            wanted.text(),
                            wanted.document(),
                            wanted.path(),
                            wanted.filling()),
                    null);
        } catch (IllegalArgumentException e) {
            LOG.debug("a form was not filled in", e);
            return new FillData(wanted.text(), Phrase.of("form.unreadable"));
        }
    }

    private static @Nullable FieldSchema schema(Connection connection, Kind kind) {
        try {
            return connection.docs().schema(kind).orElse(null);
        } catch (IOException e) {
            LOG.info("the schema of {} cannot be read: {}", kind.resource(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    @Override
    public @Nullable Update poll() {
        FillData filled = wish.take();
        return filled == null ? null : new Update.Whole(filled);
    }

    @Override
    public void close() {
        wish.close();
    }
}
