package dev.fresnel.engine.cluster;

import dev.fresnel.engine.pack.ClusterKinds;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.pack.Shapes;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.Connector;
import dev.fresnel.kube.api.ServerInfo;
import dev.fresnel.kube.caller.AccessReview;
import dev.fresnel.kube.config.Context;
import dev.fresnel.kube.definition.OpenApi;
import dev.fresnel.kube.discovery.Discovery;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import dev.fresnel.kube.watch.ObjectSink;
import dev.fresnel.kube.watch.Reflector;
import dev.fresnel.kube.wire.PathTrie;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Connects to real API servers, with rows as the packs say. */
public final class Connections implements ConnectionFactory {

    private final Connector connector;
    private final Packs packs;
    private final Clock clock;
    private final ScheduledExecutorService later;
    private final Executor background =
            task -> Thread.ofVirtual().name("stores").start(task);

    /** @param later runs what is due after a time; its tasks are short */
    public Connections(Connector connector, Packs packs, Clock clock, ScheduledExecutorService later) {
        this.connector = connector;
        this.packs = packs;
        this.clock = clock;
        this.later = later;
    }

    @Override
    public Connection connect(Context context, Runnable changed) throws IOException, InterruptedException {
        ApiServer server = connector.connect(context);
        boolean connected = false;
        try {
            ServerInfo info = ServerInfo.read(server, context, clock);
            // How long something has been so is reckoned as the cluster reckons it.
            Clock theirs = Clock.offset(clock, info.clockSkew());
            Discovery discovery = Discovery.start(server);
            ClusterKinds kinds = new Served(context.name(), discovery);
            KindShapes shapes = new KindShapes(packs, new Shapes(kinds, theirs), server);
            OpenApi openApi = new OpenApi(server, clock);
            KindDocs docs = new KindDocs(openApi);
            PackCheck check = new PackCheck(packs, kinds, openApi, background);
            StorePool stores = new StorePool(context.name(), new Reflectors(server), shapes, later, background, theirs);
            discovery.onChange(served -> {
                stores.keepOnly(served);
                check.check(changed);
                changed.run();
            });
            check.check(changed);
            connected = true;
            return new Connection(server, info, discovery, kinds, docs, check, stores, new AccessReview(server, clock));
        } finally {
            if (!connected) {
                server.close();
            }
        }
    }

    @Override
    public Clock clock() {
        return clock;
    }

    /** What links may lead to. */
    private record Served(String cluster, Discovery discovery) implements ClusterKinds {
        @Override
        public @Nullable Kind find(String group, String name) {
            for (Kind kind : discovery.kinds().all()) {
                if (kind.name().equals(name) && kind.group().equals(group)) {
                    return kind;
                }
            }
            return null;
        }
    }

    private record Reflectors(ApiServer server) implements Feeder {
        @Override
        public Feed feed(Kind kind, Scope scope, PathTrie paths, ObjectSink sink) {
            Reflector reflector = Reflector.of(server, kind, scope, paths, sink).start();
            return new Feed() {
                @Override
                public void retry() {
                    reflector.retry();
                }

                @Override
                public void close() {
                    reflector.close();
                }
            };
        }
    }
}
