/** What the command line prints of clusters. */
@NullMarked
package dev.fresnel.server.report;

import org.jspecify.annotations.NullMarked;
