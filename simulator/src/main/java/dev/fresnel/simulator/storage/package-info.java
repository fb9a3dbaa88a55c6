/**
 * What etcd and the registry of a real API server do together: the objects of one cluster, by type, with resource
 * versions, history for watches, deletion that honours finalizers, and the list of types that are served.
 *
 * <p>Nothing here knows HTTP. Controllers work on this package directly; the API server puts it on the wire.
 */
@NullMarked
package dev.fresnel.simulator.storage;

import org.jspecify.annotations.NullMarked;
