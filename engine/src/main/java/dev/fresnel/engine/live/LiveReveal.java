package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.details.Base64Text;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.RevealData;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.caller.SingleReads;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One value of a Secret, read from the server as the person at this moment. It is given to one poll and then forgotten; it
 * is in no Store, log or cache.
 */
final class LiveReveal implements LiveView {

    private final Surroundings around;
    private final LastWish<ViewRequest.Reveal, RevealData> wish;

    LiveReveal(Surroundings around, ViewRequest.Reveal request, Runnable changed) {
        this.around = around;
        this.wish = new LastWish<>("reveal", wanted -> read(wanted.ref(), wanted.key()), changed);
        wish.wish(request);
    }

    @Override
    public void adjust(ViewRequest request) {
        if (!(request instanceof ViewRequest.Reveal wanted)) {
            throw new IllegalArgumentException("this view reveals values");
        }
        wish.wish(wanted);
    }

    private RevealData read(ObjectRef ref, String key) {
        Cluster cluster = around.clusters().find(ref.cluster());
        Connection connection = cluster == null ? null : cluster.connection();
        Kind kind = connection == null
                ? null
                : connection.discovery().kinds().resource(ref.resource()).orElse(null);
        if (connection == null || kind == null || ref.namespace() == null) {
            return RevealData.problem(ref, key, Phrase.of("secret.notConnected", "cluster", ref.cluster()), null);
        }
        try {
            return new SingleReads(connection.server())
                    .get(kind, ref.namespace(), ref.name(), false)
                    .map(object -> object.path("data").path(key))
                    .filter(JsonNode::isString)
                    .map(value -> decoded(ref, key, value.asString()))
                    .orElseGet(() -> RevealData.problem(ref, key, Phrase.of("secret.noKey", "key", key), null));
        } catch (IOException | RuntimeException e) { // a name that can be no part of a path, for example
            return RevealData.problem(ref, key, Phrase.of("secret.failed"), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return RevealData.problem(ref, key, Phrase.of("secret.failed"), null);
        }
    }

    private static RevealData decoded(ObjectRef ref, String key, String base64) {
        // What is no text is shown as it is on the wire.
        return Base64Text.of(base64)
                .map(text -> new RevealData(ref, key, text, null, null, null))
                .orElseGet(() -> new RevealData(ref, key, null, base64, null, null));
    }

    @Override
    public @Nullable Update poll() {
        RevealData read = wish.take();
        return read == null ? null : new Update.Whole(read);
    }

    @Override
    public void close() {
        wish.close();
    }
}
