package dev.fresnel.simulator.kubelet.machine.file;

import java.time.Instant;

/** Something that has a path. Guarded by its {@link FileTree}, as all of the tree is. */
public abstract sealed class Node permits Folder, DataFile, Link, Device {

    private int mode;
    private Instant modified;

    Node(int mode, Instant modified) {
        this.mode = mode;
        this.modified = modified;
    }

    /** The permission bits. */
    public final int mode() {
        return mode;
    }

    public final void setMode(int mode) {
        this.mode = mode;
    }

    public final Instant modified() {
        return modified;
    }

    public final void setModified(Instant modified) {
        this.modified = modified;
    }

    public final boolean isExecutable() {
        return (mode & 0111) != 0;
    }

    public abstract long size();

    /** The letter that {@code ls -l} begins its line with. */
    public abstract char letter();
}
