/**
 * What containers write, as the Caller may read it: {@link dev.fresnel.kube.log.ContainerLog} follows one container's log over
 * lost connections, without losing a line or telling one twice, and says where lines may be missing.
 */
@NullMarked
package dev.fresnel.kube.log;

import org.jspecify.annotations.NullMarked;
