/** Where clusters come from: kubeconfig files, those added in the browser, and the demo. */
@NullMarked
package dev.fresnel.server.sources;

import org.jspecify.annotations.NullMarked;
