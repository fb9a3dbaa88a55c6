/**
 * Inside a container, as the Caller: commands that run there ({@link dev.fresnel.kube.stream.CommandStream}) and ports that are
 * listened on there ({@link dev.fresnel.kube.stream.PortStream}). Both are channels in a WebSocket.
 */
@NullMarked
package dev.fresnel.kube.stream;

import org.jspecify.annotations.NullMarked;
