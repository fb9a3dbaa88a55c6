/** The seam between a simulated cluster's API server and what lives in the cluster. */
@NullMarked
package dev.fresnel.simulator.cluster;

import org.jspecify.annotations.NullMarked;
