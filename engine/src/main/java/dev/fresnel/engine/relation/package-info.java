/**
 * How objects hang together: relations that packs declare, and the queries that they become for one object. Who answers a
 * query, and from which stores, is not known here.
 */
@NullMarked
package dev.fresnel.engine.relation;

import org.jspecify.annotations.NullMarked;
