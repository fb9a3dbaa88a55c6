/** Pods that no cluster had to make, for what is measured without one. */
@NullMarked
package dev.fresnel.bench.pods;

import org.jspecify.annotations.NullMarked;
