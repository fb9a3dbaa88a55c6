@NullMarked
package dev.fresnel.simulator.access;

import org.jspecify.annotations.NullMarked;
