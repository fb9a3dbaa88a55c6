package dev.fresnel.engine.details;

import dev.fresnel.engine.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Probes and lifecycle hooks, as {@code kubectl describe} writes them. */
final class Probes {

    private Probes() {}

    /** For example {@code http-get http://:8080/healthz delay=0s timeout=1s period=10s #success=1 #failure=3}. */
    static String text(Object probe) {
        return handler(probe) + " delay=" + Tree.whole(0, probe, "initialDelaySeconds") + "s timeout="
                + Tree.whole(1, probe, "timeoutSeconds") + "s period=" + Tree.whole(10, probe, "periodSeconds")
                + "s #success=" + Tree.whole(1, probe, "successThreshold") + " #failure="
                + Tree.whole(3, probe, "failureThreshold");
    }

    static String handler(Object handler) {
        if (Tree.at(handler, "exec") != null) {
            List<String> words = new ArrayList<>();
            Tree.list(handler, "exec", "command").forEach(word -> words.add(Tree.scalar(word)));
            return "exec " + words;
        }
        Object http = Tree.at(handler, "httpGet");
        if (http != null) {
            String scheme = Tree.text(http, "scheme");
            String path = Tree.text(http, "path");
            return "http-get " + (scheme.isEmpty() ? "http" : scheme.toLowerCase(Locale.ROOT)) + "://"
                    + Tree.text(http, "host") + ":" + Tree.text(http, "port")
                    + (path.isEmpty() || path.startsWith("/") ? path : "/" + path);
        }
        Object tcp = Tree.at(handler, "tcpSocket");
        if (tcp != null) {
            return "tcp-socket " + Tree.text(tcp, "host") + ":" + Tree.text(tcp, "port");
        }
        Object grpc = Tree.at(handler, "grpc");
        if (grpc != null) {
            return "grpc <pod>:" + Tree.text(grpc, "port") + " " + Tree.text(grpc, "service");
        }
        String sleep = Tree.text(handler, "sleep", "seconds");
        return sleep.isEmpty() ? "unknown" : "sleep " + sleep + "s";
    }
}
