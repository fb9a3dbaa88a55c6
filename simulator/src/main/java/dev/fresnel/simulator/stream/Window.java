package dev.fresnel.simulator.stream;

import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;

/** The size of a client's terminal, as it was told last. Thread-safe. */
public final class Window {

    private static final Size USUAL = new Size(80, 24);

    private volatile Size size = USUAL;

    /** In characters. */
    public record Size(int columns, int rows) {}

    public Size size() {
        return size;
    }

    /** Takes what a client tells: {@code {"Width": 120, "Height": 40}}. */
    void resize(String told) {
        try {
            Object tree = Json.read(told);
            long columns = Tree.number(tree, 0, "Width");
            long rows = Tree.number(tree, 0, "Height");
            if (columns > 0 && columns < 10_000 && rows > 0 && rows < 10_000) {
                size = new Size((int) columns, (int) rows);
            }
        } catch (Json.MalformedJsonException e) {
            // as large as before
        }
    }
}
