/** Putting many things in order quickly, and keeping them there as some of them change. */
@NullMarked
package dev.fresnel.engine.order;

import org.jspecify.annotations.NullMarked;
