@NullMarked
package dev.fresnel.simulator.storage;

import org.jspecify.annotations.NullMarked;
