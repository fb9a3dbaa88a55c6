package dev.fresnel.bench.measure;

import dev.fresnel.bench.rig.Target;
import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.StreamedResponse;
import java.io.IOException;
import java.io.InputStream;

/** A client that streams the list of all pods as protobuf and throws it away: the time that the API server needs. */
final class Discarded {

    private Discarded() {}

    /** Milliseconds for it, connecting included. */
    static double read(Target target) throws IOException, InterruptedException {
        long started = System.nanoTime();
        try (ApiServer server = target.connect();
                StreamedResponse answer = server.open(ApiRequest.get("/api/v1/pods")
                        .accepting("application/vnd.kubernetes.protobuf")
                        .with("resourceVersion", "0"))) {
            if (answer.status() != 200) {
                throw new IOException("the list of pods was refused with status " + answer.status());
            }
            InputStream body = answer.body();
            byte[] buffer = new byte[1 << 16];
            while (body.read(buffer) >= 0) {
                // thrown away
            }
        }
        return (System.nanoTime() - started) / 1e6;
    }
}
