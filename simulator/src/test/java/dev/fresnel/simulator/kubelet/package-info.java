@NullMarked
package dev.fresnel.simulator.kubelet;

import org.jspecify.annotations.NullMarked;
