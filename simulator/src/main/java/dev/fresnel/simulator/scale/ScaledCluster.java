package dev.fresnel.simulator.scale;

import dev.fresnel.simulator.cluster.ClusterContent;
import dev.fresnel.simulator.controller.EndpointController;
import dev.fresnel.simulator.demo.Images;
import dev.fresnel.simulator.kubelet.Past;
import dev.fresnel.simulator.kubelet.Programs;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A cluster of any size: namespaces of teams, each with some twenty Deployments of one to a hundred replicas, agents on
 * each node, and a few pods in a hundred that are not well.
 *
 * @param name for events and threads
 */
public record ScaledCluster(String name, Scale scale) implements ClusterContent {
    private static final List<String> TEAMS = List.of(
            "checkout",
            "catalog",
            "payments",
            "search",
            "orders",
            "identity",
            "media",
            "growth",
            "pricing",
            "loyalty",
            "fulfilment",
            "returns",
            "fraud",
            "support",
            "content",
            "partners");
    private static final List<String> STAGES = List.of("production", "staging", "canary", "preview", "load");
    /** How large Deployments are: many small ones, and a few that have most of the pods. */
    private static final int[] REPLICAS = {1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 5, 6, 8, 10, 12, 16, 24, 40, 120};

    /** Someone sees to the large ones. */
    private static final int LARGEST_FLAWED = 24;

    private static final int MOST_WORKLOADS = 34;
    private static final String AGENTS = "observability";

    /** So many clusters of one size, by name: {@code scale-1}, {@code scale-2}, … */
    public static Map<String, ClusterContent> several(int count, Scale scale) {
        Map<String, ClusterContent> clusters = new LinkedHashMap<>();
        for (int i = 1; i <= count; i++) {
            clusters.put("scale-" + i, new ScaledCluster("scale-" + i, scale));
        }
        return clusters;
    }

    @Override
    public Life start(ObjectStorage storage, Clock clock, long seed) {
        ScaledLife life = found(storage, clock, seed);
        life.start();
        return life;
    }

    /** Founds the cluster, in which nothing moves yet. */
    ScaledLife found(ObjectStorage storage, Clock clock, long seed) {
        Cluster cluster = new Cluster(name, storage, clock, seed);
        Images images = new Images();
        Programs programs = images.programs(
                Flaw.programs(Workload.IMAGES.stream().map(Workload::imageName).toList()));
        cluster.events().beginPast();
        new Founding(cluster, programs, seed).run();
        cluster.events().endPast();
        return new ScaledLife(cluster, programs, images.voices(), clock, scale, seed);
    }

    /** What is needed while the cluster is founded, and only then. */
    private final class Founding {
        private final Cluster cluster;
        private final Random random;
        private final Seats seats;
        private final DaemonFounder daemons;
        private final RolloutFounder rollouts;
        private final EndpointController endpoints;

        Founding(Cluster cluster, Programs programs, long seed) {
            this.cluster = cluster;
            this.random = new Random(seed);
            this.seats = new Seats(cluster, scale.nodes(), version());
            PodFounder pods = new PodFounder(cluster, new Past(cluster, programs));
            Twins twins = new Twins(cluster, seed);
            this.daemons = new DaemonFounder(cluster, pods, twins, seats);
            this.rollouts = new RolloutFounder(cluster, pods, twins, seats, random);
            this.endpoints = new EndpointController(cluster);
        }

        void run() {
            long left = scale.pods() - agents();
            for (int number = 0; left > 0; number++) {
                left -= namespace(number, left);
            }
        }

        /** Founds the agents on each node where there are enough other pods; returns how many pods that makes. */
        private long agents() {
            long made = 0;
            for (String agent : DaemonFounder.NAMES) {
                if (made + 4L * scale.nodes() <= scale.pods()) {
                    if (made == 0) {
                        create(AGENTS, Map.of());
                    }
                    daemons.found(agent, AGENTS, cluster.now().minusSeconds(500_000));
                    made += scale.nodes();
                }
            }
            return made;
        }

        /** Founds a namespace with what is in it; returns how many pods that makes. */
        private long namespace(int number, long most) {
            String team = TEAMS.get(number % TEAMS.size());
            int round = number / TEAMS.size();
            String stage = STAGES.get(round % STAGES.size());
            int again = round / STAGES.size();
            String namespace = team + "-" + stage + (again == 0 ? "" : "-" + (again + 1));
            Map<String, Object> labels = Tree.of("team", team, "stage", stage);
            create(namespace, labels);
            long made = 0;
            int workloads = 6 + random.nextInt(MOST_WORKLOADS - 6);
            for (int i = 0; i < workloads && made < most; i++) {
                made += workload(namespace, i, labels, most - made);
            }
            return made;
        }

        private void create(String namespace, Map<String, Object> labels) {
            Map<String, Object> object = Tree.of("apiVersion", "v1", "kind", "Namespace");
            Tree.put(object, namespace, "metadata", "name");
            Instant created = cluster.now().minusSeconds(86_400L * 340);
            Tree.put(object, Times.seconds(created), "metadata", "creationTimestamp");
            Map<String, Object> all = Tree.of("kubernetes.io/metadata.name", namespace);
            all.putAll(labels);
            Tree.put(object, all, "metadata", "labels");
            cluster.create(Kinds.NAMESPACE, object);
        }

        private long workload(String namespace, int number, Map<String, Object> labels, long most) {
            String image = Workload.IMAGES.get(number % Workload.IMAGES.size());
            int again = number / Workload.IMAGES.size();
            Workload workload = new Workload(
                    namespace, image + (again == 0 ? "" : "-" + (again + 1)), Workload.imageName(image), labels);
            long replicas = Math.min(most, REPLICAS[random.nextInt(REPLICAS.length)]);
            Flaw flaw = Flaw.of(random.nextDouble());
            if (replicas > LARGEST_FLAWED || RolloutFounder.pods(replicas, flaw) > most) {
                flaw = Flaw.NONE;
            }
            cluster.create(Kinds.CONFIG_MAP, workload.configMap());
            Map<String, Object> service = cluster.create(Kinds.SERVICE, workload.service());
            endpoints.write(
                    service,
                    rollouts.found(workload, replicas, flaw).stream()
                            .sorted(Comparator.comparing(Meta::name))
                            .toList());
            return RolloutFounder.pods(replicas, flaw);
        }
    }
}
