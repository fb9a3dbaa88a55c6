/** Bytes from one thread to another, bounded. */
@NullMarked
package dev.fresnel.simulator.stream.pipe;

import org.jspecify.annotations.NullMarked;
