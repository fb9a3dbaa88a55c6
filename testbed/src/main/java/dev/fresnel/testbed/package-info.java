@NullMarked
package dev.fresnel.testbed;

import org.jspecify.annotations.NullMarked;
