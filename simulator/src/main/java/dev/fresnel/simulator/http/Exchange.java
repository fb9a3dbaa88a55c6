package dev.fresnel.simulator.http;

import dev.fresnel.simulator.access.User;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.stream.wire.UpgradedConnection;
import dev.fresnel.simulator.stream.wire.Wire;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import dev.fresnel.simulator.tree.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** One request and its answer. Used by the one thread that handles it. */
final class Exchange {

    /** Bytes of the largest body that is read, as in a real API server. */
    private static final int MAXIMUM_BODY = 3 * 1024 * 1024;

    private final Request request;
    private final Response response;
    private final List<String> path;
    private final Fields query;
    private byte @Nullable [] read;
    private Accept.Coding coding = Accept.Coding.JSON;
    private final List<String> duplicates = new ArrayList<>();
    private User user = User.ANONYMOUS;

    Exchange(Request request, Response response) {
        this.request = request;
        this.response = response;
        try {
            this.query = Request.extractQueryParameters(request);
            this.path = Arrays.stream(request.getHttpURI().getPath().split("/", -1))
                    .filter(segment -> !segment.isEmpty())
                    .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw StatusException.badRequest("the address cannot be read: " + e.getMessage());
        }
    }

    String method() {
        return request.getMethod();
    }

    /** The path's segments, decoded. */
    List<String> path() {
        return path;
    }

    /** A query parameter; {@code ""} where it is missing. */
    String query(String name) {
        String value = query.getValue(name);
        return value == null ? "" : value;
    }

    /** All values of a query parameter that may come several times. */
    List<String> queries(String name) {
        return query.getValuesOrEmpty(name);
    }

    /** Whether a query parameter is {@code true} or {@code 1}. */
    boolean isSet(String name) {
        return query(name).equals("true") || query(name).equals("1");
    }

    /**
     * A query parameter that is a whole number.
     *
     * @throws StatusException 400 for anything else
     */
    @Nullable
    Long number(String name) {
        String value = query(name);
        if (value.isEmpty()) {
            return null;
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw StatusException.badRequest("strconv.ParseInt: parsing \"" + value + "\": invalid syntax");
        }
    }

    /** The paths of keys that the body has twice. */
    List<String> duplicates() {
        return duplicates;
    }

    /** Who asks. */
    User user() {
        return user;
    }

    void setUser(User user) {
        this.user = user;
    }

    /** All values of a header that may come several times. */
    List<String> headers(String name) {
        return request.getHeaders().getValuesList(name);
    }

    String header(String name) {
        String value = request.getHeaders().get(name);
        return value == null ? "" : value;
    }

    /** The content type without parameters, in lower case. */
    String contentType() {
        return header("Content-Type").replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    /** Takes what the client still sends: over HTTP/2 an answer before its end would break off the request. */
    void takeBody() throws IOException {
        if (read == null && request.getLength() != 0) {
            try (InputStream in = Request.asInputStream(request)) {
                in.skip(MAXIMUM_BODY);
            }
        }
    }

    /** All that the client sends; empty where it sends nothing. */
    byte[] body() throws IOException {
        if (read != null) {
            return read;
        }
        try (InputStream in = Request.asInputStream(request)) {
            byte[] body = in.readNBytes(MAXIMUM_BODY + 1);
            read = body;
            if (body.length > MAXIMUM_BODY) {
                in.readNBytes(MAXIMUM_BODY); // over HTTP/2 an answer before the end would break off the request
                throw new StatusException(
                        413, "RequestEntityTooLarge", "Request entity too large: limit is " + MAXIMUM_BODY, null);
            }
            return body;
        }
    }

    /** Adds a warning that kubectl prints. */
    void warn(String text) {
        String quoted = text.replace("\\", "\\\\").replace("\"", "\\\"");
        response.getHeaders().add(new HttpField("Warning", "299 - \"" + quoted + "\""));
    }

    /** How objects are to be written. */
    Accept.Coding coding() {
        return coding;
    }

    void setCoding(Accept.Coding coding) {
        this.coding = coding;
    }

    /** Answers with an object, a list or a Status, written as {@link #setCoding} says. */
    void object(int code, Map<String, Object> tree) throws IOException {
        switch (coding) {
            case JSON -> json(code, tree);
            case YAML -> {
                try (OutputStream out = stream(code, "application/yaml")) {
                    out.write(Yaml.write(tree).getBytes(StandardCharsets.UTF_8));
                }
            }
            case PROTOBUF -> {
                try (OutputStream out = stream(code, ProtobufBody.MEDIA_TYPE)) {
                    new ProtobufAnswer().write(tree, out);
                }
            }
        }
    }

    /** Answers with a tree. Lists in it may be any {@code Iterable}, so that large ones are written as they are made. */
    void json(int code, Map<String, Object> tree) throws IOException {
        json(code, "application/json", tree);
    }

    void json(int code, String contentType, Map<String, Object> tree) throws IOException {
        try (OutputStream out = stream(code, contentType)) {
            Json.write(tree, out);
            out.write('\n');
        }
    }

    void text(int code, String text) throws IOException {
        try (OutputStream out = stream(code, "text/plain; charset=utf-8")) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Tells the client when to ask again. */
    void retryAfter(long seconds) {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, seconds);
    }

    /** Answers with a status code alone. */
    void nothing(int code) {
        response.setStatus(code);
    }

    /** Begins an answer that is written piece by piece; flush sends what there is, close ends it. */
    OutputStream stream(int code, String contentType) {
        response.setStatus(code);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache, private");
        return Response.asBufferedOutputStream(request, response);
    }

    /** Whether the connection can be taken over: HTTP/1.1 only. */
    boolean canUpgrade() {
        return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1;
    }

    /** Agrees to leave HTTP: the session has the connection once this request is done. */
    void upgrade(Map<String, String> headers, Consumer<Wire> session) {
        response.setStatus(101);
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
        ConnectionMetaData meta = request.getConnectionMetaData();
        request.setAttribute(
                HttpStream.UPGRADE_CONNECTION_ATTRIBUTE,
                new UpgradedConnection(
                        meta.getConnection().getEndPoint(), meta.getConnector().getExecutor(), session));
    }

    boolean isAnswered() {
        return response.isCommitted();
    }

    /** Calls back when the client goes away before the answer is complete; to be closed when it is. */
    ClientGone onGone(Runnable gone) {
        return ClientGone.watch(request, response, gone);
    }

    /** A Status that says that all went well. */
    static Map<String, Object> success() {
        return Tree.of("kind", "Status", "apiVersion", "v1", "metadata", Map.of(), "status", "Success");
    }
}
