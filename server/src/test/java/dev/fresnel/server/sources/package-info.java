/** Tests of what a person adds, and where it is kept. */
@NullMarked
package dev.fresnel.server.sources;

import org.jspecify.annotations.NullMarked;
