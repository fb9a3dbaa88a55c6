/** One browser tab: the views that it has open, and the pace at which they are sent. */
@NullMarked
package dev.fresnel.server.connection;

import org.jspecify.annotations.NullMarked;
