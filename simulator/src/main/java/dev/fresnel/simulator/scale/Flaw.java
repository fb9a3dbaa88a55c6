package dev.fresnel.simulator.scale;

import dev.fresnel.simulator.kubelet.Program;
import dev.fresnel.simulator.tree.Tree;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is wrong with the version of a workload that is being rolled out; its tag says it, for the images do as they say. */
enum Flaw {
    NONE("2.14.6", 0.905),
    CRASHES("3.0.0", 0.03),
    LEAKS("3.1.0", 0.02),
    NEVER_READY("3.2.0", 0.01),
    NOT_IN_REGISTRY("3.3.0", 0.015),
    LACKS_CONFIGURATION("3.4.0", 0.01),
    FITS_NOWHERE("3.5.0", 0.01);

    private final String tag;
    private final double share;

    Flaw(String tag, double share) {
        this.tag = tag;
        this.share = share;
    }

    String tag() {
        return tag;
    }

    /** Whether it keeps a rollout from coming to its end; what leaks has been ready at first. */
    boolean stops() {
        return this != NONE && this != LEAKS;
    }

    /** The flaw of a workload, from a fraction that is its own. */
    static Flaw of(double fraction) {
        double sum = 0;
        for (Flaw flaw : values()) {
            sum += flaw.share;
            if (fraction < sum) {
                return flaw;
            }
        }
        return NONE;
    }

    /** What the images do whose tags tell of a flaw. */
    static List<Program> programs(Collection<String> images) {
        return Stream.of(values())
                .filter(flaw -> !flaw.program().isEmpty())
                .flatMap(flaw -> images.stream().map(image -> {
                    Map<String, Object> entry = flaw.program();
                    entry.put("image", image + ":" + flaw.tag);
                    return Program.of(entry);
                }))
                .toList();
    }

    /** What an image does that is not what the demo's catalogue says; empty for nothing. */
    private Map<String, Object> program() {
        return switch (this) {
            case CRASHES -> Tree.of("exitsAfter", "5s", "exitCode", 1L);
            case LEAKS -> Tree.of("leak", "190Mi");
            case NEVER_READY -> Tree.of("notReady", "HTTP probe failed with statuscode: 503");
            case NOT_IN_REGISTRY -> Tree.of("pullError", "not found");
            case NONE, LACKS_CONFIGURATION, FITS_NOWHERE -> Tree.of();
        };
    }
}
