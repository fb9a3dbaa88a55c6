/**
 * A small simulated machine, such as a container is to those inside: files, a few programs, a shell and terminals. What
 * is asked of it is really done, within it.
 */
@NullMarked
package dev.fresnel.simulator.kubelet.machine;

import org.jspecify.annotations.NullMarked;
