package dev.fresnel.kube.log;

/** How the reading of one log goes. */
public sealed interface LogState {

    /** The first answer is on its way. */
    record Connecting() implements LogState {}

    /** Lines come as they are written. */
    record Following() implements LogState {}

    /** All there is has been read. */
    record Ended() implements LogState {}

    /** The connection was lost, or the server says no for now: tried again by itself. In the server's words, or the network's. */
    record Waiting(String words) implements LogState {}

    /** The person may not read it, in the server's words. */
    record Forbidden(String words) implements LogState {}
}
