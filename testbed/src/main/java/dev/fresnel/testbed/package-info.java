/**
 * A real control plane on loopback, without containers: etcd, kube-apiserver, its controllers and kwok, which plays
 * the kubelets. {@link ControlPlane} is the way in, {@link ControlPlaneExtension} the way in for tests, and
 * {@link Start} is what {@code testbed/start} runs.
 *
 * <p>{@code testbed/start} runs these sources with nothing but a JDK, so whatever {@link Start} reaches uses the
 * JDK alone.
 */
@NullMarked
package dev.fresnel.testbed;

import org.jspecify.annotations.NullMarked;
