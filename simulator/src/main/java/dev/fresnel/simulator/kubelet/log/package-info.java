/**
 * Logs of programs that do not run: each line is worked out when it is asked for, from the container, its run and the
 * time, so that a day of logs costs nothing and reads the same whenever it is read. How a program's log reads is its
 * {@link dev.fresnel.simulator.kubelet.log.Voice}: templates with weights, from a YAML file.
 */
@NullMarked
package dev.fresnel.simulator.kubelet.log;

import org.jspecify.annotations.NullMarked;
