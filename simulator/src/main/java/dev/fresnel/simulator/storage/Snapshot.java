package dev.fresnel.simulator.storage;

import java.util.List;
import java.util.Map;

/** Objects as they were together at one resource version, ordered by namespace and name. */
public record Snapshot(List<Map<String, Object>> objects, long resourceVersion) {}
