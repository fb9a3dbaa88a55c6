@NullMarked
package dev.fresnel.engine;

import org.jspecify.annotations.NullMarked;
