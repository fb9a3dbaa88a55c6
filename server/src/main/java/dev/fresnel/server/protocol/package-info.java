/** The messages between browser and server. One WebSocket a tab; text frames of JSON, one message each. */
@NullMarked
package dev.fresnel.server.protocol;

import org.jspecify.annotations.NullMarked;
