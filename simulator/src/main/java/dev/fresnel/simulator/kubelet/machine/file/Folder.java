package dev.fresnel.simulator.kubelet.machine.file;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A folder. */
public final class Folder extends Node {

    private final Map<String, Node> children = new TreeMap<>();
    private final boolean fixed;

    Folder(Instant modified, boolean fixed) {
        super(0755, modified);
        this.fixed = fixed;
    }

    /** What is in it, by name and in order: a copy. */
    public Map<String, Node> children() {
        return new TreeMap<>(children);
    }

    @Nullable
    Node child(String name) {
        return children.get(name);
    }

    void put(String name, Node node) {
        children.put(name, node);
    }

    void remove(String name) {
        children.remove(name);
    }

    /** Whether nothing in it can be changed, as in mounted ConfigMaps. */
    public boolean isFixed() {
        return fixed;
    }

    @Override
    public long size() {
        return 4096;
    }

    @Override
    public char letter() {
        return 'd';
    }
}
