package dev.fresnel.kube.watch;

import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.StreamedResponse;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import dev.fresnel.kube.wire.Encoding;
import dev.fresnel.kube.wire.ListReader;
import dev.fresnel.kube.wire.ObjectReader;
import dev.fresnel.kube.wire.PathTrie;
import dev.fresnel.kube.wire.Reading;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.List;

/**
 * How many objects there are likely to be, so that progress can be shown against something. The server is asked for one
 * object's metadata, and says how many more there are; it does not say so under selectors.
 */
final class ObjectCount {

    /** The server does not tell. */
    static final long UNKNOWN = -1;

    private ObjectCount() {}

    static long ask(ApiServer server, Kind kind, Scope scope) throws IOException, InterruptedException {
        if (scope.fieldSelector() != null || scope.labelSelector() != null) {
            return UNKNOWN;
        }
        try (StreamedResponse response = server.open(new KindRequests(kind, scope, true).count())) {
            if (response.status() != HttpURLConnection.HTTP_OK) {
                return UNKNOWN;
            }
            boolean protobuf = response.header("Content-Type").orElse("").contains("protobuf");
            Reading reading = new Reading(kind.apiVersion(), kind.name(), PathTrie.of(List.of()), false, true);
            ListReader list = ObjectReader.of(reading, protobuf ? Encoding.PROTOBUF : Encoding.JSON)
                    .list(response.body());
            long read = 0;
            while (list.next() != null) {
                read++;
            }
            return list.meta().continueToken().isEmpty()
                    ? read
                    : list.meta().remaining() < 0 ? UNKNOWN : read + list.meta().remaining();
        }
    }
}
