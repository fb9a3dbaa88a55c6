/** Who asks, and what they may: tokens, and roles and bindings as RBAC has them. */
@NullMarked
package dev.fresnel.simulator.access;

import org.jspecify.annotations.NullMarked;
