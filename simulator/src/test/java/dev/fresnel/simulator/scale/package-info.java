@NullMarked
package dev.fresnel.simulator.scale;

import org.jspecify.annotations.NullMarked;
