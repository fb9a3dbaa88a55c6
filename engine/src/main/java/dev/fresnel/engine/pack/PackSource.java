package dev.fresnel.engine.pack;

import java.io.IOException;
import java.util.List;

/** Where a pack's files come from. */
interface PackSource {

    /** The pack's name: its folder. */
    String name();

    /** Whether its files have been checked against the schema when Fresnel was built. */
    default boolean checked() {
        return false;
    }

    /** The text of a file, whose path within the pack is written with forward slashes. */
    String read(String file) throws IOException;

    /** The names of the kinds' files that are there, where that can be told; to find those that were forgotten. */
    default List<String> kindFiles() throws IOException {
        return List.of();
    }
}
