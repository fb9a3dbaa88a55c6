@NullMarked
package dev.fresnel.simulator.schema;

import org.jspecify.annotations.NullMarked;
