/**
 * Reading objects as JSON trees (maps, lists, strings, numbers, booleans) without surprises: what is missing or of another
 * type than expected is absent, never an exception. Also the small formats inside: times and quantities.
 */
@NullMarked
package dev.fresnel.engine.tree;

import org.jspecify.annotations.NullMarked;
