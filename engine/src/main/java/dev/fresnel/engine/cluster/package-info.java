/**
 * Clusters as they are used: connecting when someone looks, trying again, what each serves, and the Stores that are being
 * fed, shared between all views that look at the same objects as the same Caller.
 */
@NullMarked
package dev.fresnel.engine.cluster;

import org.jspecify.annotations.NullMarked;
