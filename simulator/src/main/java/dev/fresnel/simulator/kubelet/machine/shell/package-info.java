/** The shell: what it reads ({@code Parser}), what a word becomes ({@code Expansion}) and what is done ({@code Shell}). */
@NullMarked
package dev.fresnel.simulator.kubelet.machine.shell;

import org.jspecify.annotations.NullMarked;
