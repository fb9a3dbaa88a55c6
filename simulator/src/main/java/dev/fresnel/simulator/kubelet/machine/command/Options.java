package dev.fresnel.simulator.kubelet.machine.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options of a command line: letters, alone or together, some with a value, then the rest. */
record Options(
        Map<Character, String> letters,
        List<String> rest,
        @Nullable String wrong) {

    /**
     * @param known the letters that there are; a colon after one says that it has a value
     * @param words without the program's name
     */
    static Options read(String known, List<String> words) {
        Map<Character, String> letters = new HashMap<>();
        List<String> rest = new ArrayList<>();
        String wrong = null;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                rest.addAll(words.subList(i + 1, words.size()));
                break;
            }
            if (!word.startsWith("-") || word.length() == 1) {
                rest.add(word);
                continue;
            }
            for (int j = 1; j < word.length(); j++) {
                int at = known.indexOf(word.charAt(j));
                if (at < 0 || word.charAt(j) == ':') {
                    wrong = word.startsWith("--") ? word : String.valueOf(word.charAt(j));
                    break;
                }
                if (!known.startsWith(":", at + 1)) {
                    letters.put(word.charAt(j), "");
                    continue;
                }
                boolean attached = j + 1 < word.length();
                letters.put(
                        word.charAt(j), attached ? word.substring(j + 1) : i + 1 < words.size() ? words.get(++i) : "");
                break;
            }
        }
        return new Options(letters, rest, wrong);
    }

    boolean has(char letter) {
        return letters.containsKey(letter);
    }

    String value(char letter) {
        return letters.getOrDefault(letter, "");
    }

    long number(char letter, long otherwise) {
        String value = value(letter);
        return value.matches("\\d{1,15}") ? Long.parseLong(value) : otherwise;
    }
}
