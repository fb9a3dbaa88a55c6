/**
 * The connection to one API server as one Caller: requests out, streamed responses back. Nothing here knows what the
 * bytes mean.
 */
@NullMarked
package dev.fresnel.kube.api;

import org.jspecify.annotations.NullMarked;
