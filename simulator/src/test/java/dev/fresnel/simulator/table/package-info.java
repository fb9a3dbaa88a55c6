@NullMarked
package dev.fresnel.simulator.table;

import org.jspecify.annotations.NullMarked;
