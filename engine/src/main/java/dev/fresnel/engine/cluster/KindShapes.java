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
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The best shape there is for a kind's rows: its pack's; else, for a custom resource, the columns its definition wants printed;
 * else name, state and age.
 */
record KindShapes(Packs packs, Shapes shapes, ApiServer server) {

    private static final Logger LOG = LoggerFactory.getLogger(KindShapes.class);

    /** Asks the server for one definition where a pack does not know the kind: some milliseconds, once for each Store. */
    RowShape of(Kind kind) {
        KindPack pack = packs.of(kind);
        if (pack != null) {
            return shapes.of(pack);
        }
        try {
            List<PrinterColumn> columns = CustomResourceColumns.read(server, kind);
            return columns.isEmpty() ? shapes.plain() : shapes.of(columns);
        } catch (IOException e) {
            LOG.info("the columns of {} cannot be read: {}", kind.resource(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return shapes.plain();
    }
}
