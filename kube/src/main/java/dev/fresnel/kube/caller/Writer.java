package dev.fresnel.kube.caller;

import dev.fresnel.kube.api.ApiReader;
import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.discovery.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Changes objects as the Caller, or only tries to. A change is sent once: it is never repeated by itself. Thread-safe. */
public final class Writer {

    /** Who the API server says has set a field that was changed through Fresnel. */
    public static final String FIELD_MANAGER = "fresnel";

    /** {@code 299 - "text"}, RFC 7234 §5.5; quotes and backslashes in the text are escaped. */
    private static final Pattern WARNING = Pattern.compile("299 \\S+ \"((?:[^\"\\\\]|\\\\.)*)\"");

    private final ApiReader reader;

    public Writer(ApiServer server) {
        this.reader = new ApiReader(server);
    }

    /**
     * What the server answered.
     *
     * @param answer the object as it is then (of a subresource: that); of a deletion perhaps a Status
     * @param warnings of the server, for people, in its own words
     */
    public record Written(JsonNode answer, List<String> warnings) {
        public Written {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Sends a change.
     *
     * @param dryRun whether the server only says what would become of it: admission, defaults and webhooks included,
     *     nothing kept
     * @throws ApiServerException where the server says no
     * @throws IOException where it could not be asked, or no answer came: then nobody knows whether it was done
     */
    public Written write(Write write, boolean dryRun) throws IOException, InterruptedException {
        ApiReader.Answer answer = reader.ask(request(write, dryRun));
        return new Written(answer.json(write.name()), warnings(answer.headers("Warning")));
    }

    private static ApiRequest request(Write write, boolean dryRun) {
        Scope scope = write.namespace() == null ? Scope.CLUSTER : Scope.namespace(write.namespace());
        String collection = write.kind().path(scope);
        String object =
                collection + "/" + write.name() + (write.subresource().isEmpty() ? "" : "/" + write.subresource());
        ApiRequest request = switch (write) {
            case Write.Patch patch ->
                sending("PATCH", object, "application/merge-patch+json", patch.body())
                        .with("fieldManager", FIELD_MANAGER);
            case Write.Apply apply -> {
                ApiRequest asked = sending("PATCH", object, "application/apply-patch+yaml", apply.body())
                        .with("fieldManager", FIELD_MANAGER)
                        .with("fieldValidation", "Strict");
                yield apply.force() ? asked.with("force", "true") : asked;
            }
            case Write.Replace replace ->
                sending("PUT", object, "application/json", replace.body())
                        .with("fieldManager", FIELD_MANAGER)
                        .with("fieldValidation", "Strict");
            case Write.Delete delete -> sending("DELETE", object, "application/json", options(delete, dryRun));
            case Write.Create create ->
                sending("POST", create.subresource().isEmpty() ? collection : object, "application/json", create.body())
                        .with("fieldManager", FIELD_MANAGER);
        };
        return dryRun ? request.with("dryRun", "All") : request;
    }

    private static ApiRequest sending(String method, String path, String type, JsonNode body) {
        return new ApiRequest(
                method,
                path,
                Map.of(),
                "application/json",
                type,
                JsonMapper.shared().writeValueAsBytes(body),
                ApiRequest.HEADERS_TIMEOUT);
    }

    /** A body of options makes the server pass over the query, so what is only tried is said here as well. */
    private static JsonNode options(Write.Delete delete, boolean dryRun) {
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        options.put("apiVersion", "v1");
        options.put("kind", "DeleteOptions");
        options.put("propagationPolicy", delete.propagation());
        if (delete.graceSeconds() != null) {
            options.put("gracePeriodSeconds", delete.graceSeconds());
        }
        if (delete.uid() != null) {
            options.put("preconditions", Map.of("uid", delete.uid()));
        }
        if (dryRun) {
            options.put("dryRun", List.of("All"));
        }
        return JsonMapper.shared().valueToTree(options);
    }

    private static List<String> warnings(List<String> headers) {
        List<String> warnings = new ArrayList<>();
        for (String header : headers) {
            Matcher each = WARNING.matcher(header);
            while (each.find()) {
                warnings.add(each.group(1).replaceAll("\\\\(.)", "$1"));
            }
        }
        return warnings;
    }
}
