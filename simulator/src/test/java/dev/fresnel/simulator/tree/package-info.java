@NullMarked
package dev.fresnel.simulator.tree;

import org.jspecify.annotations.NullMarked;
