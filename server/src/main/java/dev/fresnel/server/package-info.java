@NullMarked
package dev.fresnel.server;

import org.jspecify.annotations.NullMarked;
