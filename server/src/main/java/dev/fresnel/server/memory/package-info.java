/** Keeps the program small. */
@NullMarked
package dev.fresnel.server.memory;

import org.jspecify.annotations.NullMarked;
