/** The command line: what a person can say to the program, and what it prints. */
@NullMarked
package dev.fresnel.server.cli;

import org.jspecify.annotations.NullMarked;
