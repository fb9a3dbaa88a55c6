package dev.fresnel.testbed;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a control plane is started.
 *
 * @param nodes how many nodes kwok plays, 0 or more
 * @param port the API server's port on 127.0.0.1, or 0 for any free one
 * @param state the folder for data, credentials and logs, kept when the control plane closes, so that another may
 *     go on from it; or empty for a temporary one
 * @param exec whether {@code kubectl exec} opens a shell on this machine. It runs as the user who started the control
 *     plane, and kwok lets in everybody who can reach its port on loopback: not for machines with several users
 */
public record Options(int nodes, int port, Optional<Path> state, boolean exec) {

    public Options {
        if (nodes < 0) {
            throw new IllegalArgumentException("nodes is " + nodes + ", but must be 0 or more.");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + ", but must be between 0 and 65535.");
        }
    }

    /** Three nodes, any free port, a temporary folder, no exec. */
    public static Options defaults() {
        return new Options(3, 0, Optional.empty(), false);
    }

    public Options withNodes(int number) {
        return new Options(number, port, state, exec);
    }

    public Options withPort(int fixed) {
        return new Options(nodes, fixed, state, exec);
    }

    public Options withState(Path folder) {
        return new Options(nodes, port, Optional.of(folder), exec);
    }

    public Options withExec() {
        return new Options(nodes, port, state, true);
    }
}
