/** What Fresnel costs as clusters, what happens in them, and those who look at them become more: a table and a plot. */
@NullMarked
package dev.fresnel.bench.growth;

import org.jspecify.annotations.NullMarked;
