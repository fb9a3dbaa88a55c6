@NullMarked
package dev.fresnel.simulator.reconcile;

import org.jspecify.annotations.NullMarked;
