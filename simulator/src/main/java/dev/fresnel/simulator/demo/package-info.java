/**
 * The demo: a shop in two clusters, as manifests in the resources beside this package, and how a cluster is founded from
 * them in the middle of its life, with pods days old, rollouts half done, and things wrong.
 */
@NullMarked
package dev.fresnel.simulator.demo;

import org.jspecify.annotations.NullMarked;
