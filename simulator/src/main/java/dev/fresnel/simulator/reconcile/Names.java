package dev.fresnel.simulator.reconcile;

import dev.fresnel.simulator.tree.Json;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** The made-up parts of names, as Kubernetes makes them up. */
public final class Names {
    /** No vowels, so that no words come about; from {@code k8s.io/apimachinery/pkg/util/rand}. */
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private Names() {}

    /** A suffix of {@code length} letters and digits, as in pod names. */
    public static String suffix(Random random, int length) {
        StringBuilder suffix = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            suffix.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return suffix.toString();
    }

    /** The hash that labels what comes from one template, spelled as {@code pod-template-hash} is. */
    public static String hash(Object tree) {
        String digits = Integer.toUnsignedString(fnv(Json.text(tree)));
        StringBuilder hash = new StringBuilder(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            hash.append(ALPHABET.charAt(digits.charAt(i) % ALPHABET.length()));
        }
        return hash.toString();
    }

    /** 32-bit FNV-1a, a small stable hash for everything that must look random and be the same again. */
    public static int fnv(String text) {
        int hash = 0x811c9dc5;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x01000193;
        }
        return hash;
    }

    /** A number in [0, 1) that depends on the text alone. */
    public static double fraction(String text) {
        int hash = fnv(text);
        hash = (hash ^ (hash >>> 16)) * 0x7feb352d; // FNV mixes its high bits poorly for short texts
        hash = (hash ^ (hash >>> 15)) * 0x846ca68b;
        return ((hash ^ (hash >>> 16)) & 0x7fffffff) / (double) 0x80000000L;
    }
}
