/**
 * The four ways to change a part of an object: JSON patch (RFC 6902), merge patch (RFC 7386), strategic merge patch and
 * server-side apply, with the ownership of fields that the last one rests on.
 */
@NullMarked
package dev.fresnel.simulator.patch;

import org.jspecify.annotations.NullMarked;
