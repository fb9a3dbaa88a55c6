/** The programs of a small Linux, as far as people try them: each does in its machine what it does in a real one. */
@NullMarked
package dev.fresnel.simulator.kubelet.machine.command;

import org.jspecify.annotations.NullMarked;
