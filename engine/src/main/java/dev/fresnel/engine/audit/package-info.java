/** What was done through Fresnel: kept beyond the program's end, and looked through. Where it is kept is the server's affair. */
@NullMarked
package dev.fresnel.engine.audit;

import org.jspecify.annotations.NullMarked;
