package dev.fresnel.simulator.kubelet.log;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One run of one container, whose log is asked for.
 *
 * @param identity what makes its log unlike that of others
 * @param version the tag of its image
 * @param environment the values of its environment variables, {@code ""} for those it does not have
 * @param ended null while it runs
 * @param exitCode how it ended
 * @param linesPerMinute how much it says when all is usual
 */
public record Speaker(
        String namespace,
        String pod,
        String container,
        String node,
        String version,
        String identity,
        UnaryOperator<String> environment,
        Instant started,
        @Nullable Instant ended,
        long exitCode,
        double linesPerMinute) {}
