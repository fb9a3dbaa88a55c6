package dev.fresnel.engine.forward;

import dev.fresnel.engine.view.ObjectRef;

/**
 * A port of an object that is to be reached at a port of this machine.
 *
 * @param ref a pod, or what has pods
 * @param port as the object numbers it
 * @param localPort 1 to 65535; 0 for any that is free
 */
public record ForwardSpec(ObjectRef ref, int port, int localPort) {

    private static final int LARGEST = 65_535;

    public ForwardSpec {
        if (port < 1 || port > LARGEST || localPort < 0 || localPort > LARGEST) {
            throw new IllegalArgumentException(
                    "ports are 1 to " + LARGEST + ", not " + port + " and " + localPort + " on this machine");
        }
    }

    /** The same at another port of this machine. */
    ForwardSpec at(int otherLocalPort) {
        return new ForwardSpec(ref, port, otherLocalPort);
    }
}
