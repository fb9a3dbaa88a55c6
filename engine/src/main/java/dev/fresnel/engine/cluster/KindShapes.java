package dev.fresnel.engine.cluster;

import dev.fresnel.engine.pack.KindPack;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.pack.RowShape;
import dev.fresnel.engine.pack.Shapes;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.definition.CustomResourceColumns;
import dev.fresnel.kube.definition.PrinterColumn;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The best shape there is for a kind's rows: its pack's; else, for a custom resource, the columns its definition wants printed;
 * else name, state and age. A definition is asked for by a thread of its own, once for all who wait.
 */
final class KindShapes implements RowShapes {

    private static final Logger LOG = LoggerFactory.getLogger(KindShapes.class);

    private final Packs packs;
    private final Shapes shapes;
    private final ApiServer server;
    /** Guarded by this, as the next. */
    private final Map<Kind, RowShape> answered = new HashMap<>();

    private final Map<Kind, Listeners> waiting = new HashMap<>();

    KindShapes(Packs packs, Shapes shapes, ApiServer server) {
        this.packs = packs;
        this.shapes = shapes;
        this.server = server;
    }

    @Override
    public @Nullable RowShape of(Kind kind, Runnable known) {
        KindPack pack = packs.of(kind);
        if (pack != null) {
            return shapes.of(pack);
        }
        synchronized (this) {
            RowShape shape = answered.get(kind);
            if (shape == null) {
                Listeners others = waiting.get(kind);
                if (others == null) {
                    others = new Listeners();
                    waiting.put(kind, others);
                    Thread.ofVirtual().name("columns of " + kind.resource()).start(() -> ask(kind));
                }
                others.add(known);
            }
            return shape;
        }
    }

    @Override
    public synchronized void forget(Kind kind) {
        answered.remove(kind);
    }

    private void ask(Kind kind) {
        RowShape shape = read(kind);
        Listeners told;
        synchronized (this) {
            answered.put(kind, shape);
            told = waiting.remove(kind);
        }
        if (told != null) {
            told.tell();
        }
    }

    private RowShape read(Kind kind) {
        try {
            List<PrinterColumn> columns = CustomResourceColumns.read(server, kind);
            return columns.isEmpty() ? shapes.plain() : shapes.of(columns);
        } catch (IOException | RuntimeException e) {
            LOG.info("the columns of {} cannot be read: {}", kind.resource(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return shapes.plain();
    }
}
