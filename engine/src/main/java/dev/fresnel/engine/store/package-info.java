/** Stores: the current objects of one Reflector, as rows and as compressed whole objects. */
@NullMarked
package dev.fresnel.engine.store;

import org.jspecify.annotations.NullMarked;
