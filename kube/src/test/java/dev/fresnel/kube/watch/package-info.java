@NullMarked
package dev.fresnel.kube.watch;

import org.jspecify.annotations.NullMarked;
