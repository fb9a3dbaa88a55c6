package dev.fresnel.kube.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of clusters, users and contexts, with the checks kubectl makes when it uses them. Its exceptions' words
 * are the end of a sentence that begins with the entry.
 */
final class EntryReader {

    private static final String EXEC_EXTENSION = "client.authentication.k8s.io/exec";
    private static final Set<String> EXEC_VERSIONS =
            Set.of("client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1");
    private static final Set<String> PROXY_SCHEMES = Set.of("http", "https", "socks5");

    private final @Nullable Path folder;

    /** @param folder where relative paths start from, null for a text without a file */
    EntryReader(@Nullable Path folder) {
        this.folder = folder;
    }

    ClusterEntry cluster(String name, YamlNode node) throws InvalidYamlException {
        YamlNode insecure = node.field("insecure-skip-tls-verify");
        YamlNode uncompressed = node.field("disable-compression");
        Pem authority = pem(node, "certificate-authority");
        boolean skip = insecure != null && insecure.truth();
        if (skip && authority != null) {
            throw node.invalid("has both insecure-skip-tls-verify and a certificate-authority; keep one of them");
        }
        return new ClusterEntry(
                name,
                server(node, skip || authority != null),
                authority,
                skip,
                text(node, "tls-server-name"),
                proxy(node),
                uncompressed != null && uncompressed.truth(),
                execConfig(node));
    }

    UserEntry user(String name, YamlNode node) throws InvalidYamlException {
        String username = text(node, "username");
        Secret token = secret(node, "token");
        Path tokenFile = path(node, "tokenFile");
        Pem certificate = pem(node, "client-certificate");
        Pem key = pem(node, "client-key");
        if ((token != null || tokenFile != null) && username != null) {
            throw node.invalid("has both a token and a user name with password; keep one of them");
        }
        if (certificate != null && key == null) {
            throw node.invalid("has a client-certificate without a client-key; add client-key or client-key-data");
        }
        YamlNode exec = node.field("exec");
        YamlNode provider = node.field("auth-provider");
        if (exec != null && provider != null) {
            throw provider.invalid("has both exec and auth-provider; keep one of them");
        }
        return new UserEntry(
                name,
                token,
                tokenFile,
                certificate,
                key,
                username,
                secret(node, "password"),
                exec == null ? null : exec(exec),
                provider == null ? null : authProvider(provider),
                impersonation(node));
    }

    ContextEntry context(YamlNode node) throws InvalidYamlException {
        return new ContextEntry(
                orEmpty(text(node, "cluster")), orEmpty(text(node, "user")), orEmpty(text(node, "namespace")));
    }

    /** @param secured whether the cluster says anything of TLS, which makes a host and port alone mean https */
    private static URI server(YamlNode cluster, boolean secured) throws InvalidYamlException {
        YamlNode node = cluster.field("server");
        if (node == null || node.text().isBlank()) {
            throw cluster.invalid("has no server; add the URL of the API server");
        }
        String written = node.text().strip();
        try {
            String assumed = secured ? "https://" : "http://";
            URI uri = new URI(written.contains("://") ? written : assumed + written);
            String scheme = orEmpty(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
                throw node.invalid("has a server that is not an http or https URL");
            }
            if (uri.getUserInfo() != null) {
                throw node.invalid("has a server URL with a user name in it; put username and password in users");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw node.invalid("has a server that is not an http or https URL");
        }
    }

    private static @Nullable Secret proxy(YamlNode cluster) throws InvalidYamlException {
        YamlNode node = cluster.field("proxy-url");
        if (node == null || node.text().isEmpty()) {
            return null;
        }
        try {
            URI uri = new URI(node.text());
            if (uri.getHost() == null
                    || !PROXY_SCHEMES.contains(orEmpty(uri.getScheme()).toLowerCase(Locale.ROOT))) {
                throw node.invalid("has a proxy-url that is not an http, https or socks5 URL");
            }
            return new Secret(node.text());
        } catch (URISyntaxException e) {
            throw node.invalid("has a proxy-url that is not an http, https or socks5 URL");
        }
    }

    private static @Nullable Object execConfig(YamlNode cluster) throws InvalidYamlException {
        YamlNode extensions = cluster.field("extensions");
        for (YamlNode item : extensions == null ? List.<YamlNode>of() : extensions.items()) {
            if (EXEC_EXTENSION.equals(text(item, "name"))) {
                YamlNode extension = item.field("extension");
                return extension == null ? null : extension.json();
            }
        }
        return null;
    }

    private ExecPlugin exec(YamlNode node) throws InvalidYamlException {
        String command = text(node, "command");
        if (command == null) {
            throw node.invalid("has an exec plugin without a command");
        }
        String apiVersion = orEmpty(text(node, "apiVersion"));
        if (!EXEC_VERSIONS.contains(apiVersion)) {
            throw node.invalid(
                    "has an exec plugin whose apiVersion is " + (apiVersion.isEmpty() ? "missing" : apiVersion)
                            + "; use client.authentication.k8s.io/v1 or v1beta1 (a newer version of the plugin may be needed)");
        }
        List<String> args = new ArrayList<>();
        YamlNode list = node.field("args");
        for (YamlNode arg : list == null ? List.<YamlNode>of() : list.items()) {
            args.add(arg.text());
        }
        Map<String, Secret> env = new LinkedHashMap<>();
        YamlNode variables = node.field("env");
        for (YamlNode variable : variables == null ? List.<YamlNode>of() : variables.items()) {
            String name = text(variable, "name");
            if (name == null || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
                throw variable.invalid("has an exec plugin with an environment variable without a proper name");
            }
            env.put(name, new Secret(orEmpty(text(variable, "value"))));
        }
        YamlNode info = node.field("provideClusterInfo");
        return new ExecPlugin(
                apiVersion,
                resolveCommand(command),
                args,
                env,
                info != null && info.truth(),
                orEmpty(text(node, "installHint")).strip(),
                interactiveMode(node, apiVersion));
    }

    /** Like kubectl: a bare name is looked up on the PATH; one with a slash is relative to the kubeconfig. */
    private String resolveCommand(String command) {
        boolean bare = command.indexOf('/') < 0 && command.indexOf('\\') < 0;
        return bare || folder == null
                ? command
                : folder.resolve(command).normalize().toString();
    }

    private static ExecPlugin.InteractiveMode interactiveMode(YamlNode node, String apiVersion)
            throws InvalidYamlException {
        String mode = text(node, "interactiveMode");
        if (mode == null && apiVersion.endsWith("/v1beta1")) {
            return ExecPlugin.InteractiveMode.IF_AVAILABLE;
        }
        return switch (mode) {
            case "Never" -> ExecPlugin.InteractiveMode.NEVER;
            case "IfAvailable" -> ExecPlugin.InteractiveMode.IF_AVAILABLE;
            case "Always" -> ExecPlugin.InteractiveMode.ALWAYS;
            case null, default ->
                throw node.invalid(
                        "has an exec plugin without interactiveMode; set it to Never, IfAvailable or Always");
        };
    }

    private AuthProvider authProvider(YamlNode node) throws InvalidYamlException {
        String name = text(node, "name");
        if (name == null) {
            throw node.invalid("has an auth-provider without a name");
        }
        Map<String, Secret> config = new LinkedHashMap<>();
        YamlNode settings = node.field("config");
        if (settings != null) {
            for (Map.Entry<String, YamlNode> setting : settings.fields().entrySet()) {
                config.put(setting.getKey(), new Secret(setting.getValue().text()));
            }
            Path authority = path(settings, "idp-certificate-authority");
            if (authority != null) {
                config.put("idp-certificate-authority", new Secret(authority.toString()));
            }
        }
        return new AuthProvider(name, config);
    }

    private static @Nullable Impersonation impersonation(YamlNode node) throws InvalidYamlException {
        String user = text(node, "as");
        String uid = text(node, "as-uid");
        List<String> groups = texts(node.field("as-groups"));
        Map<String, List<String>> extra = new LinkedHashMap<>();
        YamlNode extras = node.field("as-user-extra");
        if (extras != null) {
            for (Map.Entry<String, YamlNode> attribute : extras.fields().entrySet()) {
                extra.put(attribute.getKey(), texts(attribute.getValue()));
            }
        }
        if (user == null && (uid != null || !groups.isEmpty() || !extra.isEmpty())) {
            throw node.invalid("has as-uid, as-groups or as-user-extra without as; add the user to act as");
        }
        return user == null ? null : new Impersonation(user, uid, groups, extra);
    }

    /** Data wins over a file, as in kubectl. */
    private @Nullable Pem pem(YamlNode node, String name) throws InvalidYamlException {
        YamlNode data = node.field(name + "-data");
        if (data == null || data.text().isBlank()) {
            Path file = path(node, name);
            return file == null ? null : new Pem.InFile(file);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(data.text().replaceAll("\\s", ""));
            return new Pem.Inline(new Secret(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            throw data.invalid("has " + name + "-data that is not base64");
        }
    }

    private @Nullable Path path(YamlNode node, String name) throws InvalidYamlException {
        String text = text(node, name);
        if (text == null) {
            return null;
        }
        try {
            return folder == null ? Path.of(text) : folder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw node.invalid("has a " + name + " that is not a path");
        }
    }

    private static List<String> texts(@Nullable YamlNode list) throws InvalidYamlException {
        List<String> texts = new ArrayList<>();
        for (YamlNode item : list == null ? List.<YamlNode>of() : list.items()) {
            texts.add(item.text());
        }
        return texts;
    }

    private static @Nullable Secret secret(YamlNode node, String name) throws InvalidYamlException {
        String text = text(node, name);
        return text == null ? null : new Secret(text);
    }

    /** Null where missing, null or empty. */
    private static @Nullable String text(YamlNode node, String name) throws InvalidYamlException {
        YamlNode field = node.field(name);
        try {
            return field == null || field.text().isEmpty() ? null : field.text();
        } catch (InvalidYamlException e) {
            throw new InvalidYamlException("has a " + name + " that " + e.getMessage(), e.line(), e.column());
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
