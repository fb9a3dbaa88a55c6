package dev.fresnel.simulator.kubelet.machine.file;

import java.io.InputStream;
import java.time.Instant;
import java.util.function.Supplier;

/** What is read is made in the moment, as of {@code /dev/zero} and of files in {@code /proc}; what is written is lost. */
public final class Device extends Node {

    private final Supplier<InputStream> source;
    private final boolean character;

    Device(Supplier<InputStream> source, boolean character, Instant modified) {
        super(character ? 0666 : 0444, modified);
        this.source = source;
        this.character = character;
    }

    InputStream open() {
        return source.get();
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public char letter() {
        return character ? 'c' : '-';
    }
}
