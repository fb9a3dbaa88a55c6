package dev.fresnel.engine.action;

import org.jspecify.annotations.Nullable;

/**
 * How a node is drained: kubectl's options.
 *
 * @param daemonSets whether pods of DaemonSets may stay, {@code --ignore-daemonsets}
 * @param emptyDir whether what pods keep in emptyDir volumes may be lost, {@code --delete-emptydir-data}
 * @param unmanaged whether pods go that nothing makes anew, {@code --force}
 * @param grace seconds that a pod has to end, null for its own, {@code --grace-period}
 * @param timeout seconds after which no more is waited for, null for ever, {@code --timeout}
 * @param selector labels of the pods that are meant, null for all, {@code --pod-selector}
 * @param terminating pods that should have ended more than so many seconds ago are not waited for, null for all are,
 *     {@code --skip-wait-for-delete-timeout}
 */
record DrainOptions(
        boolean daemonSets,
        boolean emptyDir,
        boolean unmanaged,
        @Nullable Integer grace,
        @Nullable Integer timeout,
        @Nullable String selector,
        @Nullable Integer terminating) {

    static DrainOptions of(Errand errand) {
        String selector = errand.text("pods");
        return new DrainOptions(
                errand.yes("daemonSets"),
                errand.yes("emptyDir"),
                errand.yes("unmanaged"),
                errand.number("grace"),
                errand.number("timeout"),
                selector.isEmpty() ? null : selector,
                errand.number("terminating"));
    }

    /** When a wait that begins now is over, milliseconds since 1970. */
    long until(long now) {
        return timeout == null || timeout == 0 ? Long.MAX_VALUE : now + timeout * 1000L;
    }

    /** Whether a pod is to end for so long that nobody waits for it any more. */
    boolean givesUp(@Nullable Long deletedAt, long now) {
        return terminating != null && terminating > 0 && deletedAt != null && now - deletedAt > terminating * 1000L;
    }
}
