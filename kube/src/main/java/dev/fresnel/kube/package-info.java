@NullMarked
package dev.fresnel.kube;

import org.jspecify.annotations.NullMarked;
