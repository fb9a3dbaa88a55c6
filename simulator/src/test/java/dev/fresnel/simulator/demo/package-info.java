@NullMarked
package dev.fresnel.simulator.demo;

import org.jspecify.annotations.NullMarked;
