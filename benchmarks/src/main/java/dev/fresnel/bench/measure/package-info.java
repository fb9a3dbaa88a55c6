/** The measurements: each measures one thing in one way, and says what stands behind its figure. */
@NullMarked
package dev.fresnel.bench.measure;

import org.jspecify.annotations.NullMarked;
