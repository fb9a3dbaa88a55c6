/**
 * The wire: a Kubernetes API server over HTTP and HTTPS on loopback, in front of an {@link
 * dev.fresnel.simulator.storage.ObjectStorage}.
 *
 * <p>What a real API server asks of kubelets and of metrics-server, it asks of {@link
 * dev.fresnel.simulator.http.PodLogs} and {@link dev.fresnel.simulator.http.PodMetrics}.
 */
@NullMarked
package dev.fresnel.simulator.http;

import org.jspecify.annotations.NullMarked;
