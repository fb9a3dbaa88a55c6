package dev.fresnel.engine.cluster;

import dev.fresnel.engine.pack.ClusterKinds;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.ServerInfo;
import dev.fresnel.kube.caller.AccessReview;
import dev.fresnel.kube.discovery.Discovery;

/**
 * A cluster that has answered: what it is, what it serves, and the Stores fed from it.
 *
 * @param server asks it as the Caller
 * @param info its version and place
 * @param discovery what it serves; follows CRDs as they come and go
 * @param kinds the same, as links need it
 * @param docs what fields mean
 * @param packs what does not fit of packs of one's own
 * @param stores what is being watched
 * @param access what the Caller may do
 */
public record Connection(
        ApiServer server,
        ServerInfo info,
        Discovery discovery,
        ClusterKinds kinds,
        KindDocs docs,
        PackCheck packs,
        StorePool stores,
        AccessReview access) {

    void close() {
        stores.close();
        discovery.close();
        server.close();
    }
}
