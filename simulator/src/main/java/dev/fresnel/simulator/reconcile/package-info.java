/**
 * What all controllers of a simulated cluster stand on: one loop with one thread, a queue keyed by object, the objects
 * with an index of owners, and a recorder of events that counts as Kubernetes' own does. Time comes from a clock that
 * tests turn by hand; nothing here sleeps except the loop's own thread.
 */
@NullMarked
package dev.fresnel.simulator.reconcile;

import org.jspecify.annotations.NullMarked;
