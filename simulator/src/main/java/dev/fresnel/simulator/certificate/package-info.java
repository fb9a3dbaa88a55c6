/**
 * Certificates made in memory for HTTPS on loopback. The JDK reads X.509 but has no public way to make it, and a
 * cryptography library would be larger than the simulator, so the few structures of RFC 5280 that are needed are written
 * here.
 */
@NullMarked
package dev.fresnel.simulator.certificate;

import org.jspecify.annotations.NullMarked;
