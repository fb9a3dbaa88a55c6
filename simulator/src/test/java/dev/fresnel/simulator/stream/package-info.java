@NullMarked
package dev.fresnel.simulator.stream;

import org.jspecify.annotations.NullMarked;
