/**
 * The nodes of a simulated cluster: what kubelets do with pods, what the programs in their containers do, and what comes
 * of that: states, restarts, logs, CPU and memory. What a container does depends on its image, as in reality: the
 * catalogue ({@link dev.fresnel.simulator.kubelet.Programs}) says which image starts slowly, leaks, crashes without its
 * database or cannot be pulled. So setting another image, or giving the program what it misses, mends it.
 */
@NullMarked
package dev.fresnel.simulator.kubelet;

import org.jspecify.annotations.NullMarked;
