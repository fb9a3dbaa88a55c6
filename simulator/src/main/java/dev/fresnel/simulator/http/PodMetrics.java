package dev.fresnel.simulator.http;

import java.util.Map;
import java.util.Optional;

/** What nodes and containers use at present, as metrics-server would tell it. Thread-safe. */
public interface PodMetrics {

    /** CPU in billionths of a core and memory (working set) in bytes, averaged over the last half minute. */
    record Usage(long cpuNanocores, long memoryBytes) {}

    /** A node's usage; empty for one that does not report. */
    Optional<Usage> ofNode(String node);

    /** The usage of a pod's running containers, by name; empty for a pod that does not run. */
    Map<String, Usage> ofPod(String namespace, String pod);
}
