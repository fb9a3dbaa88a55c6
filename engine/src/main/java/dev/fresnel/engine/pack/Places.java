package dev.fresnel.engine.pack;

import org.jspecify.annotations.Nullable;

/** Where in its file the parts of a kind are written, for what turns out to be wrong only when a cluster is there. Immutable. */
public final class Places {

    /** Of kinds that ship: what could be wrong in them was found when Fresnel was built. */
    static final Places SHIPPED = new Places(null);

    private final @Nullable YamlNode root;

    private Places(@Nullable YamlNode root) {
        this.root = root;
    }

    static Places in(YamlNode root) {
        return new Places(root);
    }

    /** Whether they are known, as they are for packs of one's own. */
    boolean known() {
        return root != null;
    }

    /**
     * The problem of a text in an element of one of the file's lists, for example of a path in the third of its columns.
     *
     * @param file named where the place is not known
     */
    PackProblem problem(String file, String list, int index, String text, String message) {
        YamlNode here = root == null ? null : root.follow(2, step -> step == 0 ? list : String.valueOf(index));
        if (here == null) {
            return new PackProblem(file, 0, 0, message);
        }
        YamlNode exact = here.scalarWith(text);
        return (exact == null ? here : exact).problem(message);
    }
}
