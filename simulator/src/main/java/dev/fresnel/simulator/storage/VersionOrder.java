package dev.fresnel.simulator.storage;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order in which API servers prefer versions: v2, v1, v2beta1, v1beta2, v1alpha1, then anything else by name. */
final class VersionOrder {

    private static final Pattern KUBE_LIKE = Pattern.compile("v(\\d+)(?:(alpha|beta)(\\d+))?");

    static final Comparator<String> NEWEST_FIRST = Comparator.comparingInt(VersionOrder::stability)
            .thenComparing(VersionOrder::major, Comparator.reverseOrder())
            .thenComparing(VersionOrder::minor, Comparator.reverseOrder())
            .thenComparing(Comparator.naturalOrder());

    private VersionOrder() {}

    private static int stability(String version) {
        Matcher matcher = KUBE_LIKE.matcher(version);
        if (!matcher.matches()) {
            return 3;
        }
        String stage = matcher.group(2);
        return stage == null ? 0 : stage.equals("beta") ? 1 : 2;
    }

    private static int major(String version) {
        Matcher matcher = KUBE_LIKE.matcher(version);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private static int minor(String version) {
        Matcher matcher = KUBE_LIKE.matcher(version);
        return matcher.matches() && matcher.group(3) != null ? Integer.parseInt(matcher.group(3)) : 0;
    }
}
