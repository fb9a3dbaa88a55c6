/**
 * Ports of this machine that lead into clusters. A forward belongs to no browser tab; it stays until it is stopped or Fresnel ends,
 * and what was forwarded once is remembered.
 */
@NullMarked
package dev.fresnel.engine.forward;

import org.jspecify.annotations.NullMarked;
