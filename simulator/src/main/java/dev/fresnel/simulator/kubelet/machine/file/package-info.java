/** The files of a container: a tree in memory, bounded in size, with the paths and errors of Linux. */
@NullMarked
package dev.fresnel.simulator.kubelet.machine.file;

import org.jspecify.annotations.NullMarked;
