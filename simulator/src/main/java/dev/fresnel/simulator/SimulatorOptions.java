package dev.fresnel.simulator;

import dev.fresnel.simulator.access.User;
import dev.fresnel.simulator.cluster.ClusterContent;
import dev.fresnel.simulator.demo.ShopCluster;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How to start a simulator.
 *
 * @param port of the first cluster on 127.0.0.1, the next clusters have the ports after it; 0 for any free ones
 * @param secure whether to serve HTTPS rather than plain HTTP
 * @param token that clients must bear; it stands in the kubeconfig
 * @param seed for all that is left to chance, so that a run can be repeated
 * @param clock the clusters' time
 * @param users who else may ask, by their tokens; what they may do, roles and bindings in the clusters say
 * @param clusters what lives in each cluster, by the cluster's name
 */
public record SimulatorOptions(
        int port,
        boolean secure,
        String token,
        long seed,
        Clock clock,
        Map<String, User> users,
        Map<String, ClusterContent> clusters) {

    public SimulatorOptions {
        if (clusters.isEmpty()) {
            throw new IllegalArgumentException("A simulator needs at least one cluster.");
        }
        if (port < 0 || port + clusters.size() > 65536) {
            throw new IllegalArgumentException("A simulator of " + clusters.size()
                    + " clusters needs a port between 0 and " + (65536 - clusters.size()) + ", not " + port + ".");
        }
        users = Map.copyOf(users);
        clusters = new LinkedHashMap<>(clusters);
    }

    /** The demo: the shop's two clusters, {@code demo-eu} and {@code demo-us}. */
    public static SimulatorOptions demo() {
        return of(ShopCluster.both());
    }

    /** HTTPS at free ports, a new token, the system's time. */
    public static SimulatorOptions of(Map<String, ClusterContent> clusters) {
        return new SimulatorOptions(0, true, newToken(), 1, Clock.systemUTC(), Map.of(), clusters);
    }

    public SimulatorOptions withPort(int port) {
        return new SimulatorOptions(port, secure, token, seed, clock, users, clusters);
    }

    public SimulatorOptions withUsers(Map<String, User> others) {
        return new SimulatorOptions(port, secure, token, seed, clock, others, clusters);
    }

    /** A token that nobody guesses. */
    public static String newToken() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
