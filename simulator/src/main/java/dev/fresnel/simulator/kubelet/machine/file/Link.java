package dev.fresnel.simulator.kubelet.machine.file;

import java.time.Instant;

/** A symbolic link. */
public final class Link extends Node {

    private final String target;

    Link(String target, Instant modified) {
        super(0777, modified);
        this.target = target;
    }

    public String target() {
        return target;
    }

    @Override
    public long size() {
        return target.length();
    }

    @Override
    public char letter() {
        return 'l';
    }
}
