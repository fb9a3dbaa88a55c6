package dev.fresnel.kube.api;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why an API server cannot be reached, or not as this person. Each has a reason that goes after "Unreachable:" or
 * "Unauthorised:", and what to do about it.
 */
public sealed interface ConnectionProblem {

    /** What is wrong, without a full stop: {@code DNS lookup of x failed, no such host}. */
    String reason();

    /** What to do about it, a sentence. */
    String advice();

    /** Whether the server was reached and it is the person's credentials that are missing or not accepted. */
    default boolean unauthorised() {
        return false;
    }

    /** Everything in words. */
    default String sentence() {
        return (unauthorised() ? "Unauthorised: " : "Unreachable: ") + reason() + ". " + advice();
    }

    /** The server's name has no address. */
    record UnknownHost(String host) implements ConnectionProblem {
        @Override
        public String reason() {
            return "DNS lookup of " + host + " failed, no such host";
        }

        @Override
        public String advice() {
            return "Check the network or VPN, and the server's name in the kubeconfig.";
        }
    }

    /** Nobody listens there. */
    record Refused(String host, int port) implements ConnectionProblem {
        @Override
        public String reason() {
            return host + ":" + port + " refused the connection";
        }

        @Override
        public String advice() {
            return "Check that the cluster is running and that the port in the kubeconfig is right.";
        }
    }

    /** Nothing came back. */
    record Silent(String host, int port, @Nullable Duration waited) implements ConnectionProblem {
        @Override
        public String reason() {
            String within = waited == null ? "" : " within " + waited.toSeconds() + " s";
            return "no answer from " + host + ":" + port + within;
        }

        @Override
        public String advice() {
            return "Check the network, VPN or firewall between here and the cluster.";
        }
    }

    /** There is no way there from here. */
    record NoRoute(String host, String detail) implements ConnectionProblem {
        @Override
        public String reason() {
            return "there is no route to " + host + " (" + detail + ")";
        }

        @Override
        public String advice() {
            return "Check the network or VPN.";
        }
    }

    /** The connection stood, and broke. */
    record Lost(String host, String detail) implements ConnectionProblem {
        @Override
        public String reason() {
            return "the connection to " + host + " was lost (" + detail + ")";
        }

        @Override
        public String advice() {
            return "Fresnel tries again by itself.";
        }
    }

    /** The server's certificate is over. */
    record CertificateExpired(String host, Instant notAfter) implements ConnectionProblem {
        @Override
        public String reason() {
            return "certificate of the server expired on " + day(notAfter);
        }

        @Override
        public String advice() {
            return "Whoever runs the cluster must renew it (kubeadm certs renew, or restart k3s).";
        }
    }

    /** The server's certificate is for later. */
    record CertificateNotYetValid(String host, Instant notBefore) implements ConnectionProblem {
        @Override
        public String reason() {
            return "certificate of the server is not valid before " + day(notBefore);
        }

        @Override
        public String advice() {
            return "Check the clock of this machine.";
        }
    }

    /** The server's certificate bears other names. */
    record WrongHost(String host, List<String> names) implements ConnectionProblem {
        @Override
        public String reason() {
            String shown = String.join(", ", names.size() > 6 ? names.subList(0, 6) : names);
            String more = names.size() > 6 ? " and " + (names.size() - 6) + " more" : "";
            return "certificate of the server is for " + (names.isEmpty() ? "no host" : shown + more) + ", not for "
                    + host;
        }

        @Override
        public String advice() {
            return "Use one of these names in server:, or set tls-server-name: to one of them in the kubeconfig.";
        }
    }

    /** The server's certificate was signed by someone who is not trusted. */
    record UnknownAuthority(String host, String issuer, boolean authorityGiven) implements ConnectionProblem {
        @Override
        public String reason() {
            return "certificate of the server was signed by an unknown authority (" + issuer + ")";
        }

        @Override
        public String advice() {
            return authorityGiven
                    ? "The certificate-authority in the kubeconfig belongs to another cluster or is out of date; get a"
                            + " fresh kubeconfig."
                    : "Add certificate-authority-data to the cluster in the kubeconfig.";
        }
    }

    /** TLS failed in another way. */
    record TlsFailed(String host, String detail) implements ConnectionProblem {
        @Override
        public String reason() {
            return "no secure connection to " + host + " (" + detail + ")";
        }

        @Override
        public String advice() {
            return "Check that the server in the kubeconfig speaks https, and the certificate settings beside it.";
        }
    }

    /** The proxy could not be reached, or said no. */
    record ProxyFailed(String proxy, String detail) implements ConnectionProblem {
        @Override
        public String reason() {
            return "the proxy " + proxy + " failed (" + detail + ")";
        }

        @Override
        public String advice() {
            return "Check proxy-url in the kubeconfig, or HTTPS_PROXY and NO_PROXY in the environment.";
        }
    }

    /** Something answers there, and it is no API server. */
    record NotKubernetes(String host, String detail) implements ConnectionProblem {
        @Override
        public String reason() {
            return host + " answers, but is not a Kubernetes API server (" + detail + ")";
        }

        @Override
        public String advice() {
            return "Check the server URL in the kubeconfig; a login page or another service may be at that address.";
        }
    }

    /** The API server itself is in trouble. */
    record ServerFailed(String host, int status, String detail) implements ConnectionProblem {
        @Override
        public String reason() {
            return "the API server answered " + status + (detail.isEmpty() ? "" : " (" + detail + ")");
        }

        @Override
        public String advice() {
            return "Look at the logs of the API server or of the proxy in front of it.";
        }
    }

    /** It does not tell what it serves. */
    record NotTold(String path, int status, String detail) implements ConnectionProblem {

        private static final int FORBIDDEN = 403;

        @Override
        public String reason() {
            return (status == FORBIDDEN
                            ? "this user may not ask what the server serves"
                            : "the server does not say what it serves")
                    + " (" + path + " answers " + status + ": " + detail + ")";
        }

        @Override
        public String advice() {
            return switch (status) {
                case FORBIDDEN -> "Whoever runs the cluster can bind the ClusterRole system:discovery to this user.";
                case 200, 404 ->
                    "Check the server URL in the kubeconfig; perhaps it needs a path, or is no API server.";
                default -> "Look at the logs of the API server or of the proxy in front of it.";
            };
        }

        @Override
        public boolean unauthorised() {
            return status == FORBIDDEN;
        }
    }

    /** The server does not accept the credentials. */
    record Refusal(String why, String todo, @Nullable Instant expired) implements ConnectionProblem {
        @Override
        public String reason() {
            return why;
        }

        @Override
        public String advice() {
            return todo;
        }

        @Override
        public boolean unauthorised() {
            return true;
        }
    }

    /** Credentials could not be had: a login program, token file, identity provider or key failed. */
    record NoCredentials(String why, String todo) implements ConnectionProblem {
        @Override
        public String reason() {
            return why;
        }

        @Override
        public String advice() {
            return todo;
        }

        @Override
        public boolean unauthorised() {
            return true;
        }
    }

    private static String day(Instant instant) {
        return DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }
}
