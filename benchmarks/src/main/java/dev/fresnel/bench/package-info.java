/**
 * {@code ./bench}: measures Fresnel as people run it (a server process, tabs, a browser, a real API server) and prints what
 * was measured beside each budget of the architecture.
 */
@NullMarked
package dev.fresnel.bench;

import org.jspecify.annotations.NullMarked;
