/**
 * What CustomResourceDefinitions say, and what their OpenAPI schemas do to custom objects: unknown fields go, defaults come,
 * and values are checked.
 */
@NullMarked
package dev.fresnel.simulator.schema;

import org.jspecify.annotations.NullMarked;
