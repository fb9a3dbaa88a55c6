/** Tests of what a person can say on the command line. */
@NullMarked
package dev.fresnel.server.cli;

import org.jspecify.annotations.NullMarked;
