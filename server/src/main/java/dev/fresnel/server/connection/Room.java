package dev.fresnel.server.connection;

import java.util.concurrent.Semaphore;

/** What is left of the {@link Limits} that all tabs share. Thread-safe. */
public final class Room {

    private final Limits limits;
    private final Semaphore tabs;
    private final Semaphore views;

    /** All of it. */
    public Room(Limits limits) {
        this.limits = limits;
        this.tabs = new Semaphore(limits.tabs());
        this.views = new Semaphore(limits.viewsOfAll());
    }

    Limits limits() {
        return limits;
    }

    boolean takeTab() {
        return tabs.tryAcquire();
    }

    void leaveTab() {
        tabs.release();
    }

    boolean takeView() {
        return views.tryAcquire();
    }

    void leaveView() {
        views.release();
    }
}
