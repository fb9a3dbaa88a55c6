package dev.fresnel.bench.pods;

import dev.fresnel.engine.pack.ClusterKinds;
import dev.fresnel.engine.pack.KindPack;
import dev.fresnel.engine.pack.PackLoader;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.pack.RowShape;
import dev.fresnel.engine.pack.Shapes;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.table.TableKind;
import dev.fresnel.engine.table.TableSource;
import dev.fresnel.engine.table.TableView;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.wire.Encoding;
import dev.fresnel.kube.wire.ListReader;
import dev.fresnel.kube.wire.ObjectReader;
import dev.fresnel.kube.wire.ReadObject;
import dev.fresnel.kube.wire.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Pods as the pack that ships shows them, without a cluster: how they are read, kept and tabled. */
public final class PodsOfPack {

    private static final String CLUSTER = "generated";
    private static final int LIST = 1_000;
    private static final Kind PODS = new Kind(
            "", "v1", "Pod", "pods", "pod", List.of("po"), List.of("all"), true, Set.of("list", "watch"), Set.of());
    private static final Kind NODES = new Kind(
            "", "v1", "Node", "nodes", "node", List.of("no"), List.of(), false, Set.of("list", "watch"), Set.of());

    private final InstantSource clock = InstantSource.system();
    private final RowShape shape;

    /** Loads the packs. */
    public PodsOfPack() {
        Packs packs = new PackLoader().shipped().packs();
        KindPack pack = packs.of(PODS);
        if (pack == null) {
            throw new IllegalStateException("no pack that ships shows pods");
        }
        this.shape = new Shapes(new Served(), clock).of(pack);
    }

    /** How they become rows. */
    public RowShape shape() {
        return shape;
    }

    /** A reader as a Reflector uses it: what rows need, and whole objects. */
    public ObjectReader reader() {
        return ObjectReader.of(
                new Reading(PODS.apiVersion(), PODS.name(), shape.paths(), true, false), Encoding.PROTOBUF);
    }

    /** An empty Store; it trains its dictionary on the thread that writes. */
    public Store store() {
        return new Store(CLUSTER, PODS, shape, clock, Runnable::run);
    }

    /** A complete Store of so many generated pods. They are made in parts, so that only the Store stays. */
    public Store filled(int pods) {
        Store store = store();
        ObjectReader reader = reader();
        store.listStarted();
        for (int from = 0; from < pods; from += LIST) {
            upsertAll(store, reader, GeneratedPods.list(from, Math.min(LIST, pods - from), 1));
        }
        store.listComplete();
        return store;
    }

    /** Puts all pods of a list into a Store. */
    public static void upsertAll(Store store, ObjectReader reader, byte[] list) {
        read(reader, list).forEach(store::upsert);
    }

    /** All pods of a list. */
    public static List<ReadObject> read(ObjectReader reader, byte[] list) {
        try {
            ListReader objects = reader.list(new ByteArrayInputStream(list));
            List<ReadObject> all = new java.util.ArrayList<>();
            for (ReadObject object = objects.next(); object != null; object = objects.next()) {
                all.add(object);
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail to be read
        }
    }

    /** A table over a Store, as a browser opens it. */
    public TableView table(Store store, ViewRequest.Table request) {
        TableKind kind = new TableKind("pods", "Pods", "Pod", null, true, TableKind.BY_NAME, UnaryOperator.identity());
        return new TableView(kind, request, List.of(new TableSource.Watched(null, store, 0)), clock, () -> {});
    }

    /** What a browser asks of it. */
    public static ViewRequest.Table request(String query, ViewRequest.@Nullable Sort sort, int offset) {
        return new ViewRequest.Table(List.of(CLUSTER), List.of(), "pods", query, sort, offset, 100, null);
    }

    /** A cluster that serves what pods' rows link to. */
    private record Served() implements ClusterKinds {
        @Override
        public String cluster() {
            return CLUSTER;
        }

        @Override
        public @Nullable Kind find(String group, String name) {
            return group.isEmpty() && name.equals("Node") ? NODES : group.isEmpty() && name.equals("Pod") ? PODS : null;
        }
    }
}
