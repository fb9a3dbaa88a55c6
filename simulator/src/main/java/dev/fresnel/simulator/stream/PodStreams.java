package dev.fresnel.simulator.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** What runs in pods, as a kubelet would reach it. Thread-safe; its methods block for as long as what they begin lasts. */
public interface PodStreams {

    /** Where no container runs. */
    PodStreams NOBODY = new PodStreams() {
        @Override
        public void find(String namespace, String pod, String container) throws UnreachableException {
            throw new UnreachableException("container not found (\"" + container + "\")");
        }

        @Override
        public int exec(String namespace, String pod, String container, List<String> command, Standard streams)
                throws UnreachableException {
            throw new UnreachableException("container not found (\"" + container + "\")");
        }

        @Override
        public void attach(String namespace, String pod, String container, Standard streams)
                throws UnreachableException {
            throw new UnreachableException("container not found (\"" + container + "\")");
        }

        @Override
        public void forward(String namespace, String pod, int port, InputStream in, OutputStream out)
                throws UnreachableException {
            throw new UnreachableException("pod \"" + pod + "_" + namespace + "\" not found");
        }
    };

    /**
     * Makes sure that the container runs.
     *
     * @throws UnreachableException if it does not, in a kubelet's words
     */
    void find(String namespace, String pod, String container) throws UnreachableException;

    /**
     * Runs a command in a container until it ends, and returns its exit code. An interrupt ends it.
     *
     * @throws UnreachableException if it could not be started, in the words of the container runtime
     */
    int exec(String namespace, String pod, String container, List<String> command, Standard streams)
            throws UnreachableException, IOException, InterruptedException;

    /** Joins the container's main process, until it ends. */
    void attach(String namespace, String pod, String container, Standard streams)
            throws UnreachableException, IOException, InterruptedException;

    /**
     * Connects to a port of a pod, until either side has ended the connection.
     *
     * @throws UnreachableException if nobody listens there
     */
    void forward(String namespace, String pod, int port, InputStream in, OutputStream out)
            throws UnreachableException, IOException, InterruptedException;
}
