/**
 * Live tables: filter, sort and window over the rows of several Stores, kept up to date batch by batch, and told to one
 * browser as snapshots and deltas of what it can see.
 */
@NullMarked
package dev.fresnel.engine.table;

import org.jspecify.annotations.NullMarked;
