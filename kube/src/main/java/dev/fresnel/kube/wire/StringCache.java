package dev.fresnel.kube.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Strings that were read lately, found by their UTF-8 bytes, so that what repeats (namespaces, nodes, phases, label keys)
 * is one String. A table with one place for each hash: a newcomer takes it, nothing is searched. For one thread.
 */
final class StringCache {

    /** Longer strings seldom repeat. */
    private static final int LONGEST = 64;

    private static final int PLACES = 2048;

    private record Entry(byte[] bytes, String text) {}

    private final @Nullable Entry[] entries = new Entry[PLACES];

    /** The string that these bytes spell. */
    String get(byte[] bytes, int from, int length) {
        if (length == 0) {
            return "";
        }
        if (length > LONGEST) {
            return new String(bytes, from, length, StandardCharsets.UTF_8);
        }
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = hash * 31 + bytes[i];
        }
        int place = (hash ^ (hash >>> 11) ^ (hash >>> 22)) & (PLACES - 1);
        Entry entry = entries[place];
        if (entry == null || !Arrays.equals(entry.bytes, 0, entry.bytes.length, bytes, from, from + length)) {
            byte[] copy = Arrays.copyOfRange(bytes, from, from + length);
            entry = new Entry(copy, new String(copy, StandardCharsets.UTF_8));
            entries[place] = entry;
        }
        return entry.text;
    }
}
