package dev.fresnel.simulator.http;

import dev.fresnel.simulator.openapi.OpenApi;
import dev.fresnel.simulator.openapi.SwaggerProtobuf;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers {@code /openapi/v3} as JSON, and {@code /openapi/v2} as JSON or protobuf. */
final class OpenApiReads {

    private static final String PROTOBUF = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";
    /** What clients ask for; an @ may not stand in a media type, so it is not what they are told that they get. */
    private static final String OLD_PROTOBUF = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

    private final OpenApi openApi;

    OpenApiReads(OpenApi openApi) {
        this.openApi = openApi;
    }

    void answer(Exchange exchange) throws IOException {
        List<String> path = exchange.path();
        if (path.size() == 2 && path.get(1).equals("v2")) {
            answerSwagger(exchange);
            return;
        }
        if (Accept.parse(exchange.header("Accept")).stream().noneMatch(Accept::isJson)) {
            exchange.nothing(406);
        } else if (path.size() == 2 && path.get(1).equals("v3")) {
            exchange.json(200, "text/plain; charset=utf-8", openApi.index());
        } else if (path.size() > 3 && path.get(1).equals("v3")) {
            Optional<Map<String, Object>> document = openApi.document(String.join("/", path.subList(2, path.size())));
            if (document.isPresent()) {
                exchange.json(200, document.get());
            } else {
                exchange.nothing(404);
            }
        } else {
            throw ApiHandler.notFound();
        }
    }

    private void answerSwagger(Exchange exchange) throws IOException {
        for (Accept range : Accept.parse(exchange.header("Accept"))) {
            if (range.isJson()) {
                exchange.json(200, openApi.swagger());
                return;
            }
            if (range.mediaType().equals(PROTOBUF) || range.mediaType().equals(OLD_PROTOBUF)) {
                try (OutputStream out = exchange.stream(200, PROTOBUF)) {
                    out.write(SwaggerProtobuf.write(openApi.swagger()));
                }
                return;
            }
        }
        exchange.nothing(406);
    }
}
