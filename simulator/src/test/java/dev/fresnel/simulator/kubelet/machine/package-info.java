@NullMarked
package dev.fresnel.simulator.kubelet.machine;

import org.jspecify.annotations.NullMarked;
