/** What Fresnel keeps beyond its end, in a database: SQLite, a file in the person's data folder. */
@NullMarked
package dev.fresnel.server.persistence;

import org.jspecify.annotations.NullMarked;
