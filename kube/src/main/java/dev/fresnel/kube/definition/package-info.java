/**
 * What a cluster itself tells of its kinds: the columns a CustomResourceDefinition wants printed, and the fields and
 * descriptions of the OpenAPI schema. From these come the table and the details of Kinds that no pack knows.
 */
@NullMarked
package dev.fresnel.kube.definition;

import org.jspecify.annotations.NullMarked;
