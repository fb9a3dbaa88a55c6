/**
 * Kubernetes clusters inside this JVM, for the demo, for tests and for benches: an API server for each on loopback, and
 * what lives in them.
 *
 * <p>{@link dev.fresnel.simulator.Simulator#start} is the door.
 */
@NullMarked
package dev.fresnel.simulator;

import org.jspecify.annotations.NullMarked;
