/**
 * Bytes between a client and what runs in a pod: the sessions of exec, attach and port-forward, in each form in which
 * clients speak them.
 */
@NullMarked
package dev.fresnel.simulator.stream;

import org.jspecify.annotations.NullMarked;
