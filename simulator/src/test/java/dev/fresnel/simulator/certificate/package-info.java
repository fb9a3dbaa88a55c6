@NullMarked
package dev.fresnel.simulator.certificate;

import org.jspecify.annotations.NullMarked;
