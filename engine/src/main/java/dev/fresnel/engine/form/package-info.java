/**
 * Objects as forms: a pack says which fields, the cluster's schema what they can hold, and the text stays what it is all about: a
 * form is read from it, and filling in a field changes the text.
 */
@NullMarked
package dev.fresnel.engine.form;

import org.jspecify.annotations.NullMarked;
