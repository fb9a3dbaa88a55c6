package dev.fresnel.simulator.conformance;

import dev.fresnel.simulator.access.User;
import dev.fresnel.simulator.cluster.ClusterContent;
import dev.fresnel.simulator.demo.LivingCluster;
import dev.fresnel.simulator.kubelet.Program;
import dev.fresnel.simulator.kubelet.Programs;
import dev.fresnel.simulator.kubelet.log.Voice;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.tree.Tree;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the testbed's cluster is when it is new: three nodes and all controllers. */
final class PlainCluster implements ClusterContent {

    /** The testbed's users besides the administrator; here their tokens are their names. */
    static final Map<String, User> USERS = Map.of(
            "dev", new User("dev", "", List.of("developers")), "viewer", new User("viewer", "", List.of("viewers")));

    private @Nullable ObjectStorage running;

    /** Only what is there now is known from now on. */
    void forget() {
        Objects.requireNonNull(running, "the cluster runs").compact();
    }

    @Override
    public Life start(ObjectStorage storage, Clock clock, long seed) {
        running = storage;
        storage.create(Kinds.NAMESPACE, Tree.of("metadata", Tree.of("name", "default")));
        for (int i = 0; i < 3; i++) {
            storage.create(
                    Kinds.NODE,
                    Tree.of(
                            "metadata",
                            Tree.of("name", "node-00" + (i + 1)),
                            "status",
                            Tree.of(
                                    "allocatable",
                                    Tree.of("cpu", "32", "memory", "128Gi", "pods", "110"),
                                    "conditions",
                                    Tree.listOf(Tree.of("type", "Ready", "status", "True")))));
        }
        LivingCluster living = new LivingCluster(
                new Cluster("plain", storage, clock, seed),
                new Programs(
                        List.of(Program.of(Tree.of("image", "j", "pull", "1ms", "ready", "1ms", "exitsAfter", "1s")))),
                Map.of("plain", Voice.of(Map.of())),
                clock);
        living.start();
        return living;
    }
}
