package dev.fresnel.kube.api;

import dev.fresnel.kube.config.Context;
import dev.fresnel.kube.config.Impersonation;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Socket;
import org.jspecify.annotations.Nullable;

/**
 * An API server over OkHttp.
 *
 * <p>The client belongs to one client certificate: where credentials bring another (a renewed file, an exec plugin that
 * prints certificates), a new client with connections of its own takes over, and running requests end on the old one.
 * Everything else is immutable, so threads share this freely.
 */
final class OkHttpApiServer implements ApiServer {

    private static final int HTTP_SWITCHING_PROTOCOLS = 101;
    /** Of an answer that says no. */
    private static final int MOST_WORDS = 64 * 1024;

    private static final Duration JUST_CHANGED = Duration.ofSeconds(5);

    private final Context context;
    private final CredentialSource credentials;
    private final Clock clock;
    private final String userAgent;
    private final HttpUrl root;
    private final Clients clients;
    private final Failures failures;
    private final ReentrantLock renewing = new ReentrantLock();

    private volatile @Nullable Client client;
    private final AtomicReference<@Nullable Used> lastUsed = new AtomicReference<>();
    private final Set<OkHttpResponse> open = ConcurrentHashMap.newKeySet();
    private final Set<OkHttpUpgrade> upgrades = ConcurrentHashMap.newKeySet();
    private volatile Instant heard;
    private volatile boolean closed;

    /** The credentials last sent, and when they took the place of others. */
    private record Used(Credentials credentials, Instant since) {}

    /** A client, and the certificate it shows. */
    private record Client(OkHttpClient http, Credentials.@Nullable ClientCertificate certificate) {}

    OkHttpApiServer(
            Context context,
            CredentialSource credentials,
            Clock clock,
            String userAgent,
            Map<String, String> environment) {
        this.context = context;
        this.credentials = credentials;
        this.clock = clock;
        this.userAgent = userAgent;
        this.heard = clock.instant();
        this.clients = new Clients(context.cluster(), environment);
        this.failures = new Failures(context.cluster(), clients.proxy());
        this.root =
                Objects.requireNonNull(HttpUrl.get(context.cluster().server().toString()));
    }

    @Override
    public StreamedResponse open(ApiRequest request) throws IOException, InterruptedException {
        if (closed) {
            throw new IOException("The connection to " + context.name() + " is closed.");
        }
        try {
            Credentials mine = credentials.current();
            remember(mine);
            Call call = client(mine).newCall(toHttp(request, mine));
            OkHttpResponse response =
                    new OkHttpResponse(call, send(call, request), failures, this::heard, open::remove);
            heard();
            open.add(response);
            if (closed) {
                response.close();
            }
            return response;
        } catch (CredentialsException e) {
            throw new UnreachableException(e.problem(), e);
        }
    }

    @Override
    public UpgradedConnection upgrade(ApiRequest request, Map<String, String> headers)
            throws IOException, InterruptedException {
        if (closed) {
            throw new IOException("The connection to " + context.name() + " is closed.");
        }
        try {
            Credentials mine = credentials.current();
            remember(mine);
            OkHttpClient alone = client(mine)
                    .newBuilder()
                    .protocols(List.of(Protocol.HTTP_1_1))
                    .build();
            Request.Builder asked = toHttp(request, mine).newBuilder().header("Connection", "Upgrade");
            headers.forEach(asked::header);
            Call call = alone.newCall(asked.build());
            Response response = send(call, request);
            heard();
            Socket socket = response.socket();
            if (response.code() != HTTP_SWITCHING_PROTOCOLS || socket == null) {
                throw refusal(call, response);
            }
            OkHttpUpgrade upgraded = new OkHttpUpgrade(call, response, socket, failures, this::heard, upgrades::remove);
            upgrades.add(upgraded);
            if (closed) {
                upgraded.close();
            }
            return upgraded;
        } catch (CredentialsException e) {
            throw new UnreachableException(e.problem(), e);
        }
    }

    private IOException refusal(Call call, Response response) throws IOException {
        try (OkHttpResponse refused = new OkHttpResponse(call, response, failures, this::heard, _ -> {})) {
            byte[] body = refused.body().readNBytes(MOST_WORDS);
            return new ApiReader.Answer(refused.status(), body, refused::headers).refusal();
        }
    }

    private void heard() {
        heard = clock.instant();
    }

    @Override
    public Instant lastHeard() {
        return heard;
    }

    private Response send(Call call, ApiRequest request) throws IOException, InterruptedException {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                answer.completeExceptionally(e);
            }

            @Override
            public void onResponse(Call answered, Response response) {
                if (!answer.complete(response)) {
                    response.close();
                }
            }
        });
        try {
            return answer.get(request.headersTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            abandon(call, answer);
            throw failures.explain(new SocketTimeoutException("headers"), request.headersTimeout());
        } catch (InterruptedException e) {
            abandon(call, answer);
            throw e;
        } catch (ExecutionException e) {
            throw failures.explain(e.getCause() instanceof IOException io ? io : new IOException(e.getCause()), null);
        }
    }

    private static void abandon(Call call, CompletableFuture<Response> answer) {
        if (!answer.cancel(false) && !answer.isCompletedExceptionally()) {
            answer.join().close();
        }
        call.cancel();
    }

    private OkHttpClient client(Credentials mine) throws CredentialsException {
        Client current = client;
        if (current != null && Objects.equals(current.certificate, mine.certificate())) {
            return current.http;
        }
        renewing.lock();
        try {
            current = client;
            if (current == null || !Objects.equals(current.certificate, mine.certificate())) {
                current = new Client(clients.create(Tls.of(context.cluster(), mine.certificate())), mine.certificate());
                client = current;
            }
            return current.http;
        } finally {
            renewing.unlock();
        }
    }

    private Request toHttp(ApiRequest request, Credentials mine) throws CredentialsException {
        RequestHeaders headers = new RequestHeaders()
                .add("User-Agent", userAgent, "the program")
                .add("Accept", request.accept(), "the program");
        if (mine.authorization() != null) {
            headers.add("Authorization", mine.authorization().reveal(), credentials.name());
        }
        if (context.user().impersonation() != null) {
            impersonate(headers, context.user().impersonation());
        }
        Request.Builder http = new Request.Builder().url(url(request)).headers(headers.toHttp());
        byte[] body = request.body();
        if (request.contentType() != null && body != null) {
            return http.method(request.method(), RequestBody.create(body, MediaType.get(request.contentType())))
                    .build();
        }
        boolean wantsBody = List.of("POST", "PUT", "PATCH").contains(request.method());
        return http.method(request.method(), wantsBody ? RequestBody.create(new byte[0], null) : null)
                .build();
    }

    private HttpUrl url(ApiRequest request) {
        HttpUrl.Builder url = root.newBuilder();
        for (String segment : request.path().substring(1).split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("path " + request.path() + " has a segment " + segment);
            }
            url.addPathSegment(segment);
        }
        request.query().forEach((name, values) -> values.forEach(value -> url.addQueryParameter(name, value)));
        return url.build();
    }

    private static void impersonate(RequestHeaders headers, Impersonation as) throws CredentialsException {
        headers.add("Impersonate-User", as.user(), "as");
        if (as.uid() != null) {
            headers.add("Impersonate-Uid", as.uid(), "as-uid");
        }
        for (String group : as.groups()) {
            headers.add("Impersonate-Group", group, "as-groups");
        }
        for (Map.Entry<String, List<String>> extra : as.extra().entrySet()) {
            for (String value : extra.getValue()) {
                headers.add("Impersonate-Extra-" + HeaderNames.escape(extra.getKey()), value, "as-user-extra");
            }
        }
    }

    private void remember(Credentials mine) {
        lastUsed.updateAndGet(used -> {
            if (used != null && used.credentials.equals(mine)) {
                return used;
            }
            return new Used(mine, used == null ? Instant.EPOCH : clock.instant());
        });
    }

    /**
     * {@inheritDoc}
     *
     * <p>Where there are no others, it does not return false: it throws {@link UnreachableException}, which says why those
     * there are were refused.
     */
    @Override
    public boolean refreshCredentials() throws IOException, InterruptedException {
        try {
            Used used = lastUsed.get();
            Credentials now = credentials.renewed();
            // Another thread may have been refused, and have got and used new ones, a moment before.
            if (used == null
                    || !now.equals(used.credentials)
                    || clock.instant().isBefore(used.since.plus(JUST_CHANGED))) {
                return true;
            }
            throw new UnreachableException(Refusals.explain(credentials.name(), now, clock.instant()), null);
        } catch (CredentialsException e) {
            throw new UnreachableException(e.problem(), e);
        }
    }

    @Override
    public void close() {
        closed = true;
        credentials.close();
        Client current = client;
        if (current != null) {
            Clients.close(current.http);
        }
        List.copyOf(open).forEach(OkHttpResponse::close);
        List.copyOf(upgrades).forEach(OkHttpUpgrade::close);
    }
}
