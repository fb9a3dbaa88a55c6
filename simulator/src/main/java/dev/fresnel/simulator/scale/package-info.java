/**
 * Clusters of any size. A few pods of each workload are founded as the demo's are, by playing their past; their many twins
 * share whatever is the same in all of them. What lives there is the demo's kubelet and controllers, kept busy by {@link
 * dev.fresnel.simulator.scale.Unrest} at the pace that was asked for.
 */
@NullMarked
package dev.fresnel.simulator.scale;

import org.jspecify.annotations.NullMarked;
