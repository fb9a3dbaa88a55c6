/**
 * What a cluster tells of its types: OpenAPI v3, a document for each group and version, and v2, one for all, as JSON and as
 * protobuf. Schemas come first and are those of v3; v2 says less, and is made from them.
 */
@NullMarked
package dev.fresnel.simulator.openapi;

import org.jspecify.annotations.NullMarked;
