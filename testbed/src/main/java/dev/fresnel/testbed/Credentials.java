package dev.fresnel.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * The certificates, keys and tokens of one control plane, as files in a folder: made on the first start, read on the
 * next ones, so that kubeconfigs stay good. Each control plane has its own, and all are random.
 */
final class Credentials {

    /** The users with a token, and their groups. Only {@code admin} may do anything before a RoleBinding says so. */
    static final Map<String, List<String>> USERS = Map.of(
            "admin", List.of("system:masters"),
            "dev", List.of("developers"),
            "viewer", List.of("viewers"));

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final Map<String, String> tokens;
    private final Authority authority;

    private Credentials(Path folder, Map<String, String> tokens, Authority authority) {
        this.folder = folder;
        this.tokens = tokens;
        this.authority = authority;
    }

    static Credentials in(Path folder) {
        try {
            Path tokens = folder.resolve("tokens.csv");
            if (!Files.exists(tokens)) {
                create(folder);
                Files.writeString(tokens, randomTokens()); // last: it says that all the rest is there
            }
            Map<String, String> byUser = Files.readAllLines(tokens).stream()
                    .map(line -> line.split(",", 3))
                    .collect(Collectors.toMap(fields -> fields[1], fields -> fields[0]));
            return new Credentials(folder, byUser, Authority.of("testbed", Identity.read(folder, "ca")));
        } catch (IOException e) {
            throw new UncheckedIOException("The credentials in " + folder + " cannot be written or read.", e);
        }
    }

    private static void create(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Authority authority = Authority.create("testbed");
        authority.identity().write(folder, "ca");
        List<String> hosts = List.of("localhost", "127.0.0.1", "10.96.0.1", "kubernetes.default.svc");
        authority.issueForHosts("kube-apiserver", hosts).write(folder, "kube-apiserver");
        authority.issueForHosts("kubelet", List.of("localhost", "127.0.0.1")).write(folder, "kubelet");
        Instant until = Instant.now().plusSeconds(10L * 365 * 86_400);
        authority
                .issueForUser("kube-apiserver-kubelet-client", List.of("system:masters"), until)
                .write(folder, "kubelet-client");
        // Aggregated APIs must not take the proxy's certificate for a person's, hence another authority.
        Authority front = Authority.create("testbed-front-proxy");
        front.identity().write(folder, "front-proxy-ca");
        front.issueForUser("front-proxy-client", List.of(), until).write(folder, "front-proxy-client");

        KeyPair serviceAccounts = Authority.ellipticKeys();
        byte[] secret = serviceAccounts.getPrivate().getEncoded();
        byte[] open = serviceAccounts.getPublic().getEncoded();
        Files.writeString(folder.resolve("service-accounts.key"), Identity.pem("PRIVATE KEY", secret));
        Files.writeString(folder.resolve("service-accounts.pub"), Identity.pem("PUBLIC KEY", open));
    }

    /** In the format of the API server's {@code --token-auth-file}: token, user, uid, groups. */
    private static String randomTokens() {
        StringBuilder lines = new StringBuilder();
        USERS.forEach((user, groups) -> lines.append("%s,%s,%s,\"%s\"\n"
                .formatted(new BigInteger(160, RANDOM).toString(36), user, user, groups.getFirst())));
        return lines.toString();
    }

    /** TLS that shows the API server's certificate. */
    SSLContext asServer() {
        return ServerTls.showing(Identity.read(folder, "kube-apiserver"));
    }

    /** TLS of a client that trusts the API server. */
    SSLContext trusting() {
        return ServerTls.trusting(authority.identity().certificate());
    }

    /** The path of one of the files, for a command line. */
    String path(String name) {
        return folder.resolve(name).toString();
    }

    /** A kubeconfig for a user of {@link #USERS}, by token. */
    String kubeconfig(String server, String user) {
        String token = tokens.get(user);
        if (token == null) {
            throw new IllegalArgumentException("The testbed has no token for " + user + ", only for " + tokens.keySet()
                    + ". Any name will do for kubeconfigByCertificate.");
        }
        return kubeconfigOf(server, user, "token: " + token);
    }

    /** A kubeconfig for any user and groups, by a client certificate inside it. */
    String kubeconfigByCertificate(String server, String user, List<String> groups, Instant until) {
        Identity identity = authority.issueForUser(user, groups, until);
        return kubeconfigOf(
                server,
                user,
                "client-certificate-data: %s\n    client-key-data: %s"
                        .formatted(base64(identity.certificate()), base64(identity.key())));
    }

    private String kubeconfigOf(String server, String user, String secret) {
        return """
                apiVersion: v1
                kind: Config
                current-context: testbed
                contexts:
                - name: testbed
                  context:
                    cluster: testbed
                    user: "%2$s"
                clusters:
                - name: testbed
                  cluster:
                    server: %1$s
                    certificate-authority-data: %3$s
                users:
                - name: "%2$s"
                  user:
                    %4$s
                """.formatted(server, user, base64(authority.identity().certificate()), secret);
    }

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }
}
