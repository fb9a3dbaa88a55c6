/**
 * The query language of tables, search and saved filters: text to terms with their places, terms to a test of rows, and
 * what could be typed next.
 */
@NullMarked
package dev.fresnel.engine.query;

import org.jspecify.annotations.NullMarked;
