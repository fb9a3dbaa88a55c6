@NullMarked
package dev.fresnel.simulator.http;

import org.jspecify.annotations.NullMarked;
