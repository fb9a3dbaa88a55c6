@NullMarked
package dev.fresnel.simulator.openapi;

import org.jspecify.annotations.NullMarked;
