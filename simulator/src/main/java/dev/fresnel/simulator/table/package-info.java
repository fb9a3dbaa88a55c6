/**
 * Tables as the API server prints them for {@code kubectl get}: which columns a type has, and what stands in them.
 *
 * <p>The columns and their rules are those of Kubernetes' {@code pkg/printers/internalversion}; custom types bring
 * their own in {@code additionalPrinterColumns}.
 */
@NullMarked
package dev.fresnel.simulator.table;

import org.jspecify.annotations.NullMarked;
