package dev.fresnel.kube.api;

import dev.fresnel.kube.config.ClusterEntry;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proxy for a cluster: {@code proxy-url} of the kubeconfig or, like kubectl, {@code HTTPS_PROXY}, {@code HTTP_PROXY}
 * and {@code NO_PROXY} of the environment, in capitals or not. The machine itself is never reached through a proxy of the
 * environment.
 */
final class ProxyChoice {

    private ProxyChoice() {}

    static Optional<URI> of(ClusterEntry cluster, Map<String, String> environment) {
        if (cluster.proxyUrl() != null) {
            return Optional.of(URI.create(cluster.proxyUrl().reveal()));
        }
        URI server = cluster.server();
        String scheme = server.getScheme().toLowerCase(Locale.ROOT);
        String written = variable(environment, scheme + "_proxy");
        if (written.isBlank() || isExempt(server, variable(environment, "no_proxy"))) {
            return Optional.empty();
        }
        try {
            URI proxy = URI.create(written.contains("://") ? written : "http://" + written);
            return proxy.getHost() == null ? Optional.empty() : Optional.of(proxy);
        } catch (IllegalArgumentException notAUrl) {
            return Optional.empty();
        }
    }

    private static String variable(Map<String, String> environment, String name) {
        String value = environment.get(name.toUpperCase(Locale.ROOT));
        return value == null || value.isEmpty() ? environment.getOrDefault(name, "") : value;
    }

    private static boolean isExempt(URI server, String noProxy) {
        String host = server.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
        InetAddress address = literal(host);
        if (host.equals("localhost") || (address != null && address.isLoopbackAddress())) {
            return true;
        }
        for (String item : noProxy.split(",")) {
            String rule = item.strip().toLowerCase(Locale.ROOT);
            if (!rule.isEmpty() && matches(rule, host, address, server.getPort())) {
                return true;
            }
        }
        return false;
    }

    /** {@code *}, {@code example.com} (with subdomains), {@code .example.com} (only those), an address, a CIDR block. */
    private static boolean matches(String rule, String host, @Nullable InetAddress address, int port) {
        if (rule.equals("*")) {
            return true;
        }
        int slash = rule.indexOf('/');
        if (slash >= 0) {
            return address != null && contains(rule.substring(0, slash), rule.substring(slash + 1), address);
        }
        int colon = rule.lastIndexOf(':');
        if (colon > 0 && rule.indexOf(':') == colon) {
            if (!rule.substring(colon + 1).equals(String.valueOf(port))) {
                return false;
            }
            rule = rule.substring(0, colon);
        }
        String domain = rule.startsWith("*.") ? rule.substring(1) : rule;
        return domain.startsWith(".") ? host.endsWith(domain) : host.equals(domain) || host.endsWith("." + domain);
    }

    private static boolean contains(String network, String bits, InetAddress address) {
        InetAddress base = literal(network);
        if (base == null || !bits.matches("\\d{1,3}")) {
            return false;
        }
        byte[] mine = address.getAddress();
        byte[] theirs = base.getAddress();
        int length = Integer.parseInt(bits);
        if (mine.length != theirs.length || length > mine.length * 8) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** The address a text spells out; null for names, which are never looked up here. */
    private static @Nullable InetAddress literal(String host) {
        if (!host.matches("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*")) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
