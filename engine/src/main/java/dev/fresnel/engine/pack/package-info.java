/** Packs: folders of YAML that say how Kinds are shown, read, checked and compiled into shapes. */
@NullMarked
package dev.fresnel.engine.pack;

import org.jspecify.annotations.NullMarked;
