package dev.fresnel.testbed.weather;

/** What happens to a watch that runs. */
public sealed interface Mishap {

    /** It ends as the server ends it when its time is over. */
    record End() implements Mishap {}

    /** The connection ends in the middle of an event. */
    record Cut() implements Mishap {}

    /** What comes next is no event: a length that cannot be, or JSON that is none. */
    record Garbage() implements Mishap {}

    /**
     * The server says that something is wrong, in an event, and ends the watch.
     *
     * @param reason as in a Status, like {@code Expired}
     */
    record Failure(int code, String reason, String message) implements Mishap {}

    /** What an API server says of a version that it has forgotten. */
    static Mishap expired() {
        return new Failure(410, "Expired", "too old resource version: 7 (20)");
    }

    /** What an API server says when reading from etcd failed. */
    static Mishap internalError() {
        return new Failure(500, "InternalError", "etcdserver: leader changed");
    }
}
