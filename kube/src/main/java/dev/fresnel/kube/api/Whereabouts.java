package dev.fresnel.kube.api;

import dev.fresnel.kube.config.Context;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose Kubernetes a cluster is and where it runs, guessed from its version, its URL and its context's name.
 *
 * @param platform for example {@code eks}, {@code k3s}, {@code kind}; {@code ""} where nothing tells
 * @param place a region, zone or host, for example {@code eu-west-1}
 */
public record Whereabouts(String platform, String place) {

    /** A platform, what its versions look like, and what its hosts look like with the region as the first group. */
    private record Sign(String platform, Pattern version, Pattern host) {
        static Sign of(String platform, String version, String host) {
            return new Sign(platform, Pattern.compile(version), Pattern.compile(host));
        }
    }

    private static final String NEVER = "(?!)";

    private static final List<Sign> SIGNS = List.of(
            Sign.of("eks", "-eks-", "\\.([a-z0-9-]+)\\.eks\\.amazonaws\\.com(?:\\.cn)?$"),
            Sign.of("gke", "-gke\\.", "([a-z]+-[a-z]+\\d+)\\.gke\\.goog$"),
            Sign.of("aks", NEVER, "\\.([a-z0-9]+)\\.azmk8s\\.io$"),
            Sign.of("doks", NEVER, "\\.k8s\\.ondigitalocean\\.com$"),
            Sign.of("lke", NEVER, "\\.([a-z0-9-]+)\\.linodelke\\.net$"),
            Sign.of("rke2", "\\+rke2", NEVER),
            Sign.of("k3s", "\\+k3s", NEVER),
            Sign.of("k0s", "\\+k0s", NEVER),
            Sign.of("ack", "-aliyun", NEVER),
            Sign.of("vke", "\\+vmware", NEVER));

    private static final Pattern GKE_CONTEXT = Pattern.compile("^gke_[^_]+_([^_]+)_.+$");

    static Whereabouts guess(Context context, String gitVersion) {
        String host = context.cluster().server().getHost().toLowerCase(Locale.ROOT);
        String name = context.name();
        for (Sign sign : SIGNS) {
            Matcher matcher = sign.host.matcher(host);
            boolean byHost = matcher.find();
            if (byHost || sign.version.matcher(gitVersion).find()) {
                String place = byHost && matcher.groupCount() > 0 ? matcher.group(1) : host;
                return new Whereabouts(sign.platform, sign.platform.equals("gke") ? gkePlace(name, place) : place);
            }
        }
        if (name.startsWith("kind-")) {
            return new Whereabouts("kind", host);
        }
        boolean local = List.of("minikube", "docker-desktop", "rancher-desktop", "microk8s", "colima", "orbstack")
                .contains(name);
        return new Whereabouts(local ? name : "", host);
    }

    private static String gkePlace(String contextName, String otherwise) {
        Matcher matcher = GKE_CONTEXT.matcher(contextName);
        return matcher.matches() ? matcher.group(1) : otherwise;
    }
}
