package dev.fresnel.engine.action;

import java.util.concurrent.ThreadLocalRandom;

/** Ends of names, drawn by lot as the API server draws them: without vowels, so that they are no words. */
public final class Lot {

    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int LENGTH = 5;
    /** Of names that also have to be a label's value, as those of Jobs. */
    private static final int LONGEST = 63;

    private Lot() {}

    /** Five letters. */
    public static String suffix() {
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            suffix.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
        }
        return suffix.toString();
    }

    /** A name with an end, its own part cut where both were too long. */
    static String name(String name, String suffix) {
        int room = LONGEST - 1 - suffix.length();
        return (name.length() > room ? name.substring(0, room) : name) + "-" + suffix;
    }
}
