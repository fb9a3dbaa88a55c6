/** {@code ./bench --soak}: people at work for a long time over a cluster that changes, and whether anything grows. */
@NullMarked
package dev.fresnel.bench.soak;

import org.jspecify.annotations.NullMarked;
