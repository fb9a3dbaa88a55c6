/** Tests of a tab's connection, with a network and views made by hand. */
@NullMarked
package dev.fresnel.server.connection;

import org.jspecify.annotations.NullMarked;
