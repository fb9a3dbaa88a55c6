package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.pack.PackProblem;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.store.StoreSnapshot;
import dev.fresnel.engine.view.HomeData;
import dev.fresnel.engine.view.HomeData.ClusterState;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.ViewData;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.api.Whereabouts;
import dev.fresnel.kube.watch.ReflectorState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** All clusters and how they are. Of those that are connected it counts nodes and pods; it connects none itself. */
final class LiveHome extends WholeView {

    private final Surroundings around;
    private final BooleanSupplier demo;
    private final Following following;
    private final Leases leases;

    LiveHome(Surroundings around, BooleanSupplier demo, Runnable changed) {
        this.around = around;
        this.demo = demo;
        this.following = new Following(around.clusters(), changed);
        this.leases = Leases.heard(changed);
    }

    @Override
    ViewData data() {
        List<HomeData.Cluster> rows = new ArrayList<>();
        for (Cluster cluster : following.all()) {
            rows.add(row(cluster));
        }
        leases.endRound();
        around.clusters()
                .invalid()
                .forEach((name, why) -> rows.add(new HomeData.Cluster(
                        name, "", new ClusterState.Invalid(why), null, null, null, null, List.of())));
        return new HomeData(rows, files(), demo.getAsBoolean());
    }

    /** Kubeconfigs; and what is wrong in packs, also what only a cluster could tell. */
    private List<HomeData.File> files() {
        Set<PackProblem> problems = new LinkedHashSet<>(around.packs().problems());
        for (Cluster cluster : following.all()) {
            Connection connection = cluster.connection();
            if (connection != null) {
                problems.addAll(connection.packs().problems());
            }
        }
        List<HomeData.File> files = new ArrayList<>(around.clusters().files());
        problems.forEach(problem -> files.add(new HomeData.File(place(problem), problem.message())));
        return files;
    }

    private static String place(PackProblem problem) {
        return problem.line() == 0 ? problem.file() : problem.file() + ":" + problem.line() + ":" + problem.column();
    }

    private HomeData.Cluster row(Cluster cluster) {
        Connection connection = cluster.connection();
        if (connection == null) {
            return new HomeData.Cluster(
                    cluster.name(),
                    cluster.context().cluster().server().getHost(),
                    cluster.state(),
                    null,
                    null,
                    null,
                    null,
                    List.of());
        }
        Store nodes = leases.store(connection, "nodes");
        Store pods = leases.store(connection, "pods");
        return new HomeData.Cluster(
                cluster.name(),
                where(connection),
                state(cluster.state(), pods),
                connection.info().version().isEmpty() ? null : connection.info().version(),
                count(nodes),
                count(pods),
                problems(Arrays.asList(pods, nodes)),
                MissingApis.of(cluster.name(), connection));
    }

    /** Whose Kubernetes it is and where, as far as can be guessed; a cluster on this machine is just its address. */
    private static String where(Connection connection) {
        Whereabouts where = connection.info().where();
        return where.platform().isEmpty() || where.place().isEmpty()
                ? where.platform() + where.place()
                : where.platform() + " · " + where.place();
    }

    /** A cluster that answers is still connecting while its pods are read. */
    private static ClusterState state(ClusterState state, @Nullable Store pods) {
        if (state instanceof ClusterState.Active
                && pods != null
                && pods.state() instanceof ReflectorState.Listing listing
                && !listing.again()) {
            return new ClusterState.Connecting(listing.read(), listing.expected() < 0 ? null : listing.expected());
        }
        return state;
    }

    private static @Nullable Integer count(@Nullable Store store) {
        return store == null || !store.snapshot().complete()
                ? null
                : store.snapshot().size();
    }

    private static HomeData.@Nullable Problems problems(List<@Nullable Store> stores) {
        List<StoreSnapshot> kinds = new ArrayList<>();
        for (Store store : stores) {
            StoreSnapshot snapshot = store == null ? null : store.snapshot();
            if (snapshot == null || !snapshot.complete()) {
                return null;
            }
            kinds.add(snapshot);
        }
        int failed = count(kinds, Severity.FAILED);
        int warning = count(kinds, Severity.WARNING);
        Severity worst = failed > 0 ? Severity.FAILED : Severity.WARNING;
        String resource = null;
        int most = 0;
        for (int i = 0; i < kinds.size(); i++) {
            Store store = stores.get(i);
            if (store != null && kinds.get(i).count(worst) > most) {
                most = kinds.get(i).count(worst);
                resource = store.kind().resource();
            }
        }
        return new HomeData.Problems(failed, warning, resource);
    }

    private static int count(List<StoreSnapshot> kinds, Severity severity) {
        return kinds.stream().mapToInt(kind -> kind.count(severity)).sum();
    }

    @Override
    void look(ViewRequest request) {
        if (!(request instanceof ViewRequest.Home)) {
            throw new IllegalArgumentException("this view is the list of clusters");
        }
    }

    @Override
    void end() {
        following.close();
        leases.close();
    }
}
