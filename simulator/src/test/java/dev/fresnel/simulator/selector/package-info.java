@NullMarked
package dev.fresnel.simulator.selector;

import org.jspecify.annotations.NullMarked;
