package dev.fresnel.engine.pack;

import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.Connector;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a real API server serves, asked plainly: for tests only. */
final class Served implements ClusterKinds, AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ApiServer server;
    private final Map<String, Kind> kinds = new HashMap<>();

    Served(Path kubeconfig) throws IOException, InterruptedException {
        var context = KubeconfigSource.of(List.of(kubeconfig)).read().contexts().getFirst();
        this.server =
                new Connector(Clock.systemUTC(), "fresnel/test", Map.of("PATH", "/usr/bin:/bin")).connect(context);
        discover("", "v1", "/api/v1");
        for (Object group : list(get("/apis", "application/json"), "groups")) {
            Map<?, ?> each = (Map<?, ?>) group;
            for (Object version : list(each, "versions")) {
                String name = String.valueOf(((Map<?, ?>) version).get("version"));
                discover(String.valueOf(each.get("name")), name, "/apis/" + each.get("name") + "/" + name);
            }
        }
    }

    private void discover(String group, String version, String path) throws IOException, InterruptedException {
        for (Object resource : list(get(path, "application/json"), "resources")) {
            Map<?, ?> each = (Map<?, ?>) resource;
            String plural = String.valueOf(each.get("name"));
            if (plural.indexOf('/') < 0 && list(each, "verbs").contains("list")) {
                String name = String.valueOf(each.get("kind"));
                boolean namespaced = Boolean.TRUE.equals(each.get("namespaced"));
                Kind kind = new Kind(
                        group, version, name, plural, "", List.of(), List.of(), namespaced, Set.of("list"), Set.of());
                // The first version listed is the one that the server prefers.
                kinds.putIfAbsent(group + "/" + name, kind);
            }
        }
    }

    Map<String, Object> get(String path, String accept) throws IOException, InterruptedException {
        ApiRequest request = ApiRequest.get(path).accepting(accept);
        if (accept.contains("as=Table")) {
            request = request.with("includeObject", "Object");
        }
        try (var response = server.open(request)) {
            if (response.status() != 200) {
                return Map.of();
            }
            @SuppressWarnings("unchecked")
            Map<String, Object> answer = JSON.readValue(response.body(), Map.class);
            return answer;
        }
    }

    List<Kind> all() {
        return new ArrayList<>(kinds.values());
    }

    static List<?> list(Map<?, ?> map, String key) {
        return map.get(key) instanceof List<?> list ? list : List.of();
    }

    @Override
    public String cluster() {
        return "test";
    }

    @Override
    public @Nullable Kind find(String group, String name) {
        return kinds.get(group + "/" + name);
    }

    @Override
    public void close() {
        server.close();
    }
}
