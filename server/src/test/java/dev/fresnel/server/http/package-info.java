/** Tests of the door: who is let in, and what every answer carries. */
@NullMarked
package dev.fresnel.server.http;

import org.jspecify.annotations.NullMarked;
