/** What goes on inside containers, through all of Fresnel but the browser, in the demo's clusters. */
@NullMarked
package dev.fresnel.server.inside;

import org.jspecify.annotations.NullMarked;
