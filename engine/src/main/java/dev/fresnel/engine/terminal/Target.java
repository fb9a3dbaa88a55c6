package dev.fresnel.engine.terminal;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.TerminalData.Mode;

/**
 * Where a terminal leads.
 *
 * @param pod the pod
 * @param container of which container
 * @param windows whether the container runs Windows
 * @param ending what is done when the terminal ends, whichever way
 */
public record Target(
        Connection connection, ObjectRef pod, String container, Mode mode, boolean windows, Runnable ending) {}
