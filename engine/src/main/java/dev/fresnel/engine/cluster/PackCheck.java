package dev.fresnel.engine.cluster;

import dev.fresnel.engine.pack.ClusterKinds;
import dev.fresnel.engine.pack.KindPack;
import dev.fresnel.engine.pack.PackProblem;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.pack.PathCheck;
import dev.fresnel.kube.definition.OpenApi;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares packs of one's own with what a cluster serves: in the background, each kind once. Those that ship were compared when
 * Fresnel was built. Thread-safe.
 */
public final class PackCheck {

    private static final Logger LOG = LoggerFactory.getLogger(PackCheck.class);

    private final Packs packs;
    private final ClusterKinds kinds;
    private final OpenApi openApi;
    private final Executor background;
    private final Map<Kind, List<PackProblem>> checked = new ConcurrentHashMap<>();

    PackCheck(Packs packs, ClusterKinds kinds, OpenApi openApi, Executor background) {
        this.packs = packs;
        this.kinds = kinds;
        this.openApi = openApi;
        this.background = background;
    }

    /** What was found wrong so far: paths that lead nowhere in this cluster. */
    public List<PackProblem> problems() {
        return checked.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(PackProblem::file).thenComparingInt(PackProblem::line))
                .toList();
    }

    /**
     * Looks at kinds that are served and have not been looked at.
     *
     * @param changed called, by another thread, when something was found
     */
    void check(Runnable changed) {
        for (KindPack pack : packs.onesOwn()) {
            Kind kind = kinds.find(pack.kind().group(), pack.kind().name());
            if (kind != null && checked.putIfAbsent(kind, List.of()) == null) {
                background.execute(() -> check(pack, kind, changed));
            }
        }
    }

    private void check(KindPack pack, Kind kind, Runnable changed) {
        try {
            List<PackProblem> found = openApi.schema(kind)
                    .map(schema -> PathCheck.problems(pack, schema))
                    .orElse(List.of());
            found.forEach(problem -> LOG.warn("{}", problem));
            checked.put(kind, found);
            if (!found.isEmpty()) {
                changed.run();
            }
        } catch (IOException e) {
            LOG.info("{} cannot be compared with its schema: {}", pack.file(), e.getMessage());
            checked.remove(kind); // looked at again when what is served changes
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
