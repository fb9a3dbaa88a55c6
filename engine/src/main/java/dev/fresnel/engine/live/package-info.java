/**
 * Views that are open: each turns a {@link dev.fresnel.engine.view.ViewRequest} into data that follows the clusters, and
 * says when it is worth asking again.
 */
@NullMarked
package dev.fresnel.engine.live;

import org.jspecify.annotations.NullMarked;
