/**
 * Reading objects from the wire: protobuf and JSON, once through the bytes, keeping only what was asked for. Nothing here
 * knows where the bytes come from.
 */
@NullMarked
package dev.fresnel.kube.wire;

import org.jspecify.annotations.NullMarked;
