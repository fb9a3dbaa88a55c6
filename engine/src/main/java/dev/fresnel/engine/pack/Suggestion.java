package dev.fresnel.engine.pack;

import java.util.Collection;

/** Names what was probably meant. */
final class Suggestion {

    private Suggestion() {}

    /** A sentence on an unknown name: the nearest known one where it is near, else all of them. */
    static String unknown(String what, String name, Collection<String> known) {
        String nearest = "";
        int least = Math.max(2, name.length() / 3) + 1;
        for (String candidate : known) {
            int distance = distance(name, candidate);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return "there is no " + what + " `" + name + "`; "
                + (nearest.isEmpty()
                        ? "known are "
                                + String.join(", ", known.stream().sorted().toList())
                        : "did you mean `" + nearest + "`?");
    }

    /** Levenshtein's distance, ignoring case. */
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] here = new int[b.length() + 1];
            here[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                here[j] = Math.min(Math.min(here[j - 1], before[j]) + 1, before[j - 1] + (same ? 0 : 1));
            }
            before = here;
        }
        return before[b.length()];
    }
}
