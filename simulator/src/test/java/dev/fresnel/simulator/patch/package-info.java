@NullMarked
package dev.fresnel.simulator.patch;

import org.jspecify.annotations.NullMarked;
