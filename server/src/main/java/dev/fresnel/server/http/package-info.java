/** Serving one person on this machine: launch token and cookie, checks of Host and Origin, static files, the socket. */
@NullMarked
package dev.fresnel.server.http;

import org.jspecify.annotations.NullMarked;
