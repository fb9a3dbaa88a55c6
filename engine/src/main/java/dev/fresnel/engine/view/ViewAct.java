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
}
