@NullMarked
package dev.fresnel.bench;

import org.jspecify.annotations.NullMarked;
