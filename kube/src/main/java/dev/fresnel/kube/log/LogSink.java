package dev.fresnel.kube.log;

/** Takes what a {@link ContainerLog} reads. Called by its thread, one call after the other. */
public interface LogSink {

    /** The next line. A node may tell lines of the two outputs a moment out of order. */
    void line(LogLine line);

    /** Lines may be missing between the last and the next. */
    void gap(Gap why);

    /** How the reading goes, where that changed. */
    void state(LogState state);

    /** Why lines may be missing. */
    enum Gap {
        /** The connection was lost, and the line that was last is no longer kept by the node, which rotates its files. */
        ROTATED,
        /** The container was started again, and the connection was lost meanwhile: the old run's last lines may be missing. */
        RESTARTED
    }
}
