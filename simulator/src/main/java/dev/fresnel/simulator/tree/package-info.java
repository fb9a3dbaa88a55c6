/**
 * JSON trees: the only form in which the simulator holds Kubernetes objects.
 *
 * <p>A tree is a {@code Map<String, Object>} whose values are {@code String}, {@code Long}, {@code Double}, {@code
 * Boolean}, {@code List<Object>}, such maps again, or {@link dev.fresnel.simulator.tree.Tree#NULL} for JSON's null. Two
 * kinds of trees exist: fresh ones ({@code LinkedHashMap} and {@code ArrayList}, yours to change) and frozen ones
 * (compact, immutable, shared between threads), as the storage holds them.
 */
@NullMarked
package dev.fresnel.simulator.tree;

import org.jspecify.annotations.NullMarked;
