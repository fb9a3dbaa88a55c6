/**
 * Views: what a browser can subscribe to, as plain data. A {@link dev.fresnel.engine.view.ViewRequest} says what is
 * looked at, a {@link dev.fresnel.engine.view.ViewData} is what there is to draw. The protocol carries these records as
 * they are, and the browser's types are generated from them: a sealed interface becomes a union told apart by
 * {@code type}, the record's simple name with a small first letter; an enum constant its name in lower case.
 */
@NullMarked
package dev.fresnel.engine.view;

import org.jspecify.annotations.NullMarked;
