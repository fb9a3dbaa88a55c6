package dev.fresnel.kube.api;

import dev.fresnel.kube.config.ClusterEntry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Tells from an exception what is wrong with a connection, in words for people. */
final class Failures {

    private static final Pattern NAMES = Pattern.compile("subjectAltNames: \\[([^]]*)]");

    private final ClusterEntry cluster;
    private final @Nullable URI proxy;
    private final String host;
    private final int port;

    Failures(ClusterEntry cluster, @Nullable URI proxy) {
        this.cluster = cluster;
        this.proxy = proxy;
        URI server = cluster.server();
        this.host = server.getHost();
        this.port = server.getPort() > 0 ? server.getPort() : server.getScheme().equals("http") ? 80 : 443;
    }

    /** @param waited how long nothing came, where that is why */
    UnreachableException explain(IOException failure, @Nullable Duration waited) {
        return new UnreachableException(problem(failure, waited), failure);
    }

    /** A connection that had stood is no more. */
    UnreachableException lost(IOException failure) {
        return new UnreachableException(new ConnectionProblem.Lost(host, words(failure)), failure);
    }

    private ConnectionProblem problem(IOException failure, @Nullable Duration waited) {
        Optional<ConnectionProblem> certificate =
                find(failure, ExplainingTrust.RejectedException.class).map(rejected -> certificate(rejected, failure));
        if (certificate.isPresent()) {
            return certificate.get();
        }
        SSLPeerUnverifiedException name =
                find(failure, SSLPeerUnverifiedException.class).orElse(null);
        if (name != null) {
            String expected = cluster.tlsServerName() == null ? host : cluster.tlsServerName();
            return new ConnectionProblem.WrongHost(expected, names(name));
        }
        boolean connecting = find(failure, ConnectException.class).isPresent();
        if (proxy != null && (connecting || isAboutProxy(failure))) {
            return new ConnectionProblem.ProxyFailed(proxy.getHost() + ":" + proxy.getPort(), words(failure));
        }
        UnknownHostException unknown = find(failure, UnknownHostException.class).orElse(null);
        if (unknown != null) {
            return new ConnectionProblem.UnknownHost(host);
        }
        if (find(failure, SocketTimeoutException.class).isPresent()) {
            return new ConnectionProblem.Silent(host, port, waited);
        }
        if (find(failure, NoRouteToHostException.class).isPresent()
                || find(failure, PortUnreachableException.class).isPresent()
                || words(failure).contains("unreachable")) {
            return new ConnectionProblem.NoRoute(host, words(failure));
        }
        if (connecting) {
            return words(failure).contains("timed out")
                    ? new ConnectionProblem.Silent(host, port, null)
                    : new ConnectionProblem.Refused(host, port);
        }
        if (find(failure, SSLException.class).isPresent()) {
            return new ConnectionProblem.TlsFailed(host, words(failure));
        }
        return failure instanceof ProtocolException
                ? new ConnectionProblem.NotKubernetes(host, words(failure))
                : new ConnectionProblem.Lost(host, words(failure));
    }

    private ConnectionProblem certificate(ExplainingTrust.RejectedException rejected, IOException failure) {
        for (X509Certificate certificate : rejected.chain()) {
            if (find(failure, CertificateExpiredException.class).isPresent() && isOver(certificate)) {
                return new ConnectionProblem.CertificateExpired(
                        host, certificate.getNotAfter().toInstant());
            }
        }
        X509Certificate own = rejected.chain().getFirst();
        if (find(failure, CertificateNotYetValidException.class).isPresent()) {
            return new ConnectionProblem.CertificateNotYetValid(
                    host, own.getNotBefore().toInstant());
        }
        return new ConnectionProblem.UnknownAuthority(
                host, own.getIssuerX500Principal().getName(), cluster.certificateAuthority() != null);
    }

    private static boolean isOver(X509Certificate certificate) {
        try {
            certificate.checkValidity();
            return false;
        } catch (CertificateExpiredException e) {
            return true;
        } catch (CertificateNotYetValidException e) {
            return false;
        }
    }

    private static List<String> names(SSLPeerUnverifiedException unverified) {
        Matcher names = NAMES.matcher(String.valueOf(unverified.getMessage()));
        return names.find() && !names.group(1).isBlank()
                ? Arrays.asList(names.group(1).split(", "))
                : List.of();
    }

    private static boolean isAboutProxy(IOException failure) {
        String words = words(failure).toLowerCase(Locale.ROOT);
        return words.contains("connect: ") || words.contains("proxy") || words.contains("socks");
    }

    /** What went wrong in the words of Java, without names of classes. */
    private static String words(IOException failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() || message.startsWith("unexpected end of stream")
                ? "it was cut off"
                : message.strip();
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
