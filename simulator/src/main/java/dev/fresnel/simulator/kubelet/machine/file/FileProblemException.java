package dev.fresnel.simulator.kubelet.machine.file;

import java.io.IOException;

/** A file cannot be used; the message is what Linux says, such as {@code No such file or directory}. */
public final class FileProblemException extends IOException {

    public FileProblemException(String message) {
        super(message);
    }
}
