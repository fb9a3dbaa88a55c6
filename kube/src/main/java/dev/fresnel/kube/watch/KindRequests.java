package dev.fresnel.kube.watch;

import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import java.time.Duration;

/** The requests that list and watch the objects of a Kind in a Scope. */
final class KindRequests {

    /** Objects in a page, where a list is read in pages: as many as kubectl asks for. */
    private static final String PAGE = "500";

    /** The server sends a watch's headers before it looks for objects, but may let it wait 15 seconds for its turn. */
    private static final Duration WATCH_HEADERS = Duration.ofSeconds(30);

    private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
    private static final String JSON = "application/json";

    private final Kind kind;
    private final Scope scope;
    private final boolean metadataOnly;

    KindRequests(Kind kind, Scope scope, boolean metadataOnly) {
        this.kind = kind;
        this.scope = scope;
        this.metadataOnly = metadataOnly;
    }

    /** A watch that begins with all objects there are, and a bookmark behind them. */
    ApiRequest watchList(boolean protobuf, Duration atMost) {
        return watch(protobuf, atMost).with("sendInitialEvents", "true").with("resourceVersionMatch", "NotOlderThan");
    }

    /** A watch of what changes after a version. */
    ApiRequest watchFrom(String resourceVersion, boolean protobuf, Duration atMost) {
        return watch(protobuf, atMost).with("resourceVersion", resourceVersion);
    }

    /** All objects as the server has them in memory, of any version. */
    ApiRequest listAny(boolean protobuf) {
        return collection(protobuf, "List").with("resourceVersion", "0");
    }

    /** All objects as the server has them in memory, of this version or a later one. */
    ApiRequest listFrom(String resourceVersion, boolean protobuf) {
        return collection(protobuf, "List")
                .with("resourceVersion", resourceVersion)
                .with("resourceVersionMatch", "NotOlderThan");
    }

    /** All objects as they are now. */
    ApiRequest listNow(boolean protobuf) {
        return collection(protobuf, "List");
    }

    /** A page of the objects as they are now, or as they were when the first page was asked for. */
    ApiRequest page(String continueToken, boolean protobuf) {
        ApiRequest page = collection(protobuf, "List").with("limit", PAGE);
        return continueToken.isEmpty() ? page : page.with("continue", continueToken);
    }

    /** One object's metadata, and with it how many more there are. */
    ApiRequest count() {
        return new KindRequests(kind, scope, true).collection(true, "List").with("limit", "1");
    }

    private ApiRequest watch(boolean protobuf, Duration atMost) {
        return collection(protobuf, "")
                .within(WATCH_HEADERS)
                .with("watch", "true")
                .with("allowWatchBookmarks", "true")
                .with("timeoutSeconds", Long.toString(atMost.toSeconds()));
    }

    private ApiRequest collection(boolean protobuf, String suffix) {
        ApiRequest request = ApiRequest.get(kind.path(scope)).accepting(accept(protobuf, suffix));
        if (scope.fieldSelector() != null) {
            request = request.with("fieldSelector", scope.fieldSelector());
        }
        if (scope.labelSelector() != null) {
            request = request.with("labelSelector", scope.labelSelector());
        }
        return request;
    }

    private String accept(boolean protobuf, String suffix) {
        if (metadataOnly) {
            String as = ";as=PartialObjectMetadata" + suffix + ";g=meta.k8s.io;v=v1";
            return (protobuf ? PROTOBUF + as + "," : "") + JSON + as + "," + JSON;
        }
        return protobuf ? PROTOBUF + "," + JSON : JSON;
    }
}
