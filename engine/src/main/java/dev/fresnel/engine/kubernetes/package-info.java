/**
 * What is hard and hot about Kubernetes' own kinds, as named functions that packs call: a pod's status as kubectl prints
 * it, a service's external address, a job's state. Each takes an object's tree and gives a cell; the rules are those of
 * {@code pkg/printers/internalversion/printers.go} in k8s.io/kubernetes 1.36, and the tests compare every column with what
 * a real API server prints.
 */
@NullMarked
package dev.fresnel.engine.kubernetes;

import org.jspecify.annotations.NullMarked;
