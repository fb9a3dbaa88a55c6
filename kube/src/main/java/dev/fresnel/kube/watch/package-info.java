/** List-then-watch: keeping up with the objects of a Kind in a Scope through drops, restarts and compaction. */
@NullMarked
package dev.fresnel.kube.watch;

import org.jspecify.annotations.NullMarked;
