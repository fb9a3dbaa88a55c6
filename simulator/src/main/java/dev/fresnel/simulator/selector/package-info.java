/** Label and field selectors, as {@code labelSelector} and {@code fieldSelector} of list and watch spell them. */
@NullMarked
package dev.fresnel.simulator.selector;

import org.jspecify.annotations.NullMarked;
