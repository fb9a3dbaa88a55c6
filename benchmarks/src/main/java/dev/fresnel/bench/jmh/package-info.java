/** JMH benchmarks of the engine's hot paths, on generated pods: reading, querying, following changes. */
@NullMarked
package dev.fresnel.bench.jmh;

import org.jspecify.annotations.NullMarked;
