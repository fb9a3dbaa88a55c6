/** The promises about bad weather, each kept or broken on a real API server. */
@NullMarked
package dev.fresnel.engine.weather;

import org.jspecify.annotations.NullMarked;
