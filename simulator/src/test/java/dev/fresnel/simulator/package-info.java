@NullMarked
package dev.fresnel.simulator;

import org.jspecify.annotations.NullMarked;
