package dev.fresnel.engine.view;

/** What a person wants done in a view that they have open. */
public sealed interface ViewAct {

    /**
     * A change is to happen as it is shown.
     *
     * @param word what the person typed where {@code wordToConfirm} asks for it, {@code ""} where nothing is asked
     */
    record Confirm(String word) implements ViewAct {}

    /** A task is to begin nothing more, and to look no longer at what it has done. */
    record Stop(int task) implements ViewAct {}

    /** A task that has ended is to be shown no longer. */
    record Dismiss(int task) implements ViewAct {}

    /** A terminal has another size now, 1 to 1,000 each. */
    record Resize(int columns, int rows) implements ViewAct {}

    /**
     * So much of a terminal's output has been drawn.
     *
     * @param replay since which beginning
     * @param bytes from that beginning on
     */
    record Took(int replay, long bytes) implements ViewAct {}

    /** A terminal is to end, with what runs in it. */
    record End() implements ViewAct {}

    /**
     * A port is to be forwarded to this machine.
     *
     * @param port as the object numbers it
     * @param localPort of this machine, 0 for any that is free
     */
    record OpenForward(ObjectRef ref, int port, int localPort) implements ViewAct {}

    /** A forward that is remembered is to be opened again. */
    record StartForward(int forward) implements ViewAct {}

    /** A forward is to end, and to be remembered. */
    record StopForward(int forward) implements ViewAct {}

    /** A forward is to end, and to be remembered no longer. */
    record ForgetForward(int forward) implements ViewAct {}
}
