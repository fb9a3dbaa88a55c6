/**
 * The controllers of a simulated cluster: what kube-controller-manager, the scheduler and a storage provisioner do, small
 * but faithful enough that their objects, conditions and events read like the real ones. Each is one class over
 * {@link dev.fresnel.simulator.reconcile.Loop}; what can be decided without side effects is a pure function beside it.
 */
@NullMarked
package dev.fresnel.simulator.controller;

import org.jspecify.annotations.NullMarked;
