/**
 * The same requests to a real API server and to the simulator, and whether what matters of the answers is the same. What
 * is asked stands in YAML beside the resources; {@code CONFORMANCE.md} lists it.
 */
@NullMarked
package dev.fresnel.simulator.conformance;

import org.jspecify.annotations.NullMarked;
