/** Connections that have stopped to be HTTP: WebSocket frames and SPDY frames, read and written by threads that block. */
@NullMarked
package dev.fresnel.simulator.stream.wire;

import org.jspecify.annotations.NullMarked;
