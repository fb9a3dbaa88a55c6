@NullMarked
package dev.fresnel.kube.wire;

import org.jspecify.annotations.NullMarked;
