/** What programs that listen on a port answer there. */
@NullMarked
package dev.fresnel.simulator.kubelet.port;

import org.jspecify.annotations.NullMarked;
