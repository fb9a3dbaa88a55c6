/**
 * Details pages: from a pack's sections, an object's tree and a way to find what hangs together with it, to the sections
 * that a browser draws. Pure functions; who finds related objects and events, and when to build again, is the caller's.
 */
@NullMarked
package dev.fresnel.engine.details;

import org.jspecify.annotations.NullMarked;
