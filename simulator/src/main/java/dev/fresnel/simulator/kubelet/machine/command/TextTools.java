package dev.fresnel.simulator.kubelet.machine.command;

import dev.fresnel.simulator.kubelet.machine.Task;
import dev.fresnel.simulator.kubelet.machine.Tool;
import dev.fresnel.simulator.kubelet.machine.file.FileProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Programs that read text: {@code cat}, {@code head}, {@code tail}, {@code grep}, {@code wc}, {@code sort}, and more. */
final class TextTools {

    private static final int MOST_LINES = 200_000;
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-3]?[0-7]{1,2})");
    private static final Pattern PLACE = Pattern.compile("%[sd%]");

    private TextTools() {}

    static Map<String, Tool> all() {
        return Map.ofEntries(
                Map.entry("cat", TextTools::cat),
                Map.entry("head", TextTools::head),
                Map.entry("tail", TextTools::tail),
                Map.entry("grep", TextTools::grep),
                Map.entry("wc", TextTools::wc),
                Map.entry("sort", TextTools::sort),
                Map.entry("uniq", TextTools::uniq),
                Map.entry("tee", TextTools::tee),
                Map.entry("echo", TextTools::echo),
                Map.entry("printf", TextTools::printf),
                Map.entry("yes", TextTools::yes));
    }

    private static int cat(Task task) throws IOException, InterruptedException {
        return Inputs.each(task, task.operands(), (_, in) -> copy(in, task));
    }

    private static void copy(InputStream in, Task task) throws IOException {
        byte[] buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            task.out().write(buffer, 0, read);
        }
    }

    private static int echo(Task task) throws IOException {
        List<String> words = task.operands();
        boolean line = true;
        boolean escapes = false;
        int first = 0;
        while (first < words.size() && words.get(first).matches("-[neE]+")) {
            line &= !words.get(first).contains("n");
            escapes |= words.get(first).contains("e");
            first++;
        }
        String text = String.join(" ", words.subList(first, words.size()));
        task.print((escapes ? unescape(text) : text) + (line ? "\n" : ""));
        return 0;
    }

    /** Once through the format, with {@code %s}, {@code %d}, {@code %%} and octal escapes. */
    private static int printf(Task task) throws IOException {
        if (task.operands().isEmpty()) {
            task.complain("usage: printf FORMAT [ARG...]");
            return 2;
        }
        Iterator<String> words = task.operands().iterator();
        String format = OCTAL.matcher(unescape(words.next()))
                .replaceAll(
                        code -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 8))));
        task.print(PLACE.matcher(format)
                .replaceAll(place -> Matcher.quoteReplacement(
                        place.group().equals("%%") ? "%" : words.hasNext() ? words.next() : "")));
        return 0;
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\033", "\u001b")
                .replace("\\e", "\u001b")
                .replace("\\\\", "\\");
    }

    private static int yes(Task task) throws IOException, InterruptedException {
        String text = task.operands().isEmpty() ? "y" : String.join(" ", task.operands());
        while (!Thread.interrupted()) {
            task.print((text + "\n").repeat(100));
        }
        throw new InterruptedException();
    }

    private static int head(Task task) throws IOException, InterruptedException {
        Options options = Options.read("n:c:q0123456789:", numbered(task.operands()));
        long most = options.number('n', 10);
        long bytes = options.number('c', -1);
        return Inputs.each(task, options.rest(), (name, in) -> {
            if (options.rest().size() > 1) {
                task.print("==> " + name + " <==\n");
            }
            if (bytes >= 0) {
                task.out().write(in.readNBytes((int) Math.min(bytes, 64 << 20)));
                return;
            }
            InputStream text = name.equals("-") ? in : Inputs.buffered(in);
            for (long i = 0; i < most; i++) {
                String line = Inputs.line(text);
                if (line == null) {
                    return;
                }
                task.print(line + "\n");
            }
        });
    }

    /** {@code -5} is {@code -n 5}. */
    private static List<String> numbered(List<String> words) {
        return words.stream()
                .map(word -> word.matches("-\\d+") ? "-n" + word.substring(1) : word)
                .toList();
    }

    private static int tail(Task task) throws IOException, InterruptedException {
        Options options = Options.read("n:fFq", numbered(task.operands()));
        boolean from = options.value('n').startsWith("+");
        long most = from ? Long.parseLong("0" + options.value('n').substring(1)) : options.number('n', 10);
        int code = Inputs.each(task, options.rest(), (name, in) -> {
            if (options.rest().size() > 1) {
                task.print("==> " + name + " <==\n");
            }
            Deque<String> last = new ArrayDeque<>();
            InputStream text = Inputs.buffered(in);
            long number = 0;
            for (String line = Inputs.line(text); line != null; line = Inputs.line(text)) {
                number++;
                if (from && number < most) {
                    continue;
                }
                last.add(line);
                if (!from && last.size() > Math.min(most, MOST_LINES)) {
                    last.removeFirst();
                }
            }
            for (String line : last) {
                task.print(line + "\n");
            }
        });
        if (code == 0
                && (options.has('f') || options.has('F'))
                && !options.rest().isEmpty()) {
            follow(task, options.rest().getLast());
        }
        return code;
    }

    private static void follow(Task task, String name) throws IOException, InterruptedException {
        String path = task.path(name);
        try (InputStream in = task.files().read(path)) {
            in.skip(task.files().get(path).size());
            while (true) {
                copy(in, task);
                Thread.sleep(200);
            }
        }
    }

    private static int grep(Task task) throws IOException, InterruptedException {
        Options options = Options.read("ivncqloEFwhHre:", task.operands());
        List<String> rest = new ArrayList<>(options.rest());
        if (rest.isEmpty() && !options.has('e')) {
            task.print("Usage: grep [-ivnclqoEFw] PATTERN [FILE]...\n");
            return 2;
        }
        String wanted = options.has('e') ? options.value('e') : rest.removeFirst();
        Pattern pattern;
        try {
            String regex = options.has('F') ? Pattern.quote(wanted) : options.has('E') ? wanted : basic(wanted);
            pattern = Pattern.compile(
                    options.has('w') ? "\\b(?:" + regex + ")\\b" : regex,
                    options.has('i') ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
        } catch (PatternSyntaxException e) {
            task.complain("bad regex '" + wanted + "': " + e.getDescription());
            return 2;
        }
        boolean[] found = {false};
        int code = Inputs.each(task, rest, (name, in) -> {
            String label = rest.size() > 1 ? (name.equals("-") ? "(standard input)" : name) + ":" : "";
            InputStream text = Inputs.buffered(in);
            long count = 0;
            long number = 0;
            for (String line = Inputs.line(text); line != null; line = Inputs.line(text)) {
                number++;
                java.util.regex.Matcher matcher = pattern.matcher(line);
                if (matcher.find() == options.has('v')) {
                    continue;
                }
                count++;
                found[0] = true;
                if (options.has('q') || options.has('l')) {
                    break;
                }
                if (!options.has('c')) {
                    String shown = options.has('o') && !options.has('v') ? matcher.group() : line;
                    task.print(label + (options.has('n') ? number + ":" : "") + shown + "\n");
                }
            }
            if (options.has('l') && count > 0) {
                task.print(name + "\n");
            } else if (options.has('c')) {
                task.print(label + count + "\n");
            }
        });
        return code == 1 ? 2 : found[0] ? 0 : 1;
    }

    /** In basic expressions these mean something only after a backslash. */
    private static String basic(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length() && "+?|(){}".indexOf(pattern.charAt(i + 1)) >= 0) {
                regex.append(pattern.charAt(++i));
            } else if ("+?|(){}".indexOf(c) >= 0) {
                regex.append('\\').append(c);
            } else if (c == '\\' && i + 1 < pattern.length()) {
                regex.append(c).append(pattern.charAt(++i));
            } else {
                regex.append(c);
            }
        }
        return regex.toString();
    }

    private static int wc(Task task) throws IOException, InterruptedException {
        Options options = Options.read("lwcm", task.operands());
        boolean all = options.letters().isEmpty();
        return Inputs.each(task, options.rest(), (name, in) -> {
            long lines = 0;
            long words = 0;
            long bytes = 0;
            boolean inWord = false;
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                    boolean blank = buffer[i] == ' ' || buffer[i] == '\n' || buffer[i] == '\t' || buffer[i] == '\r';
                    words += !blank && !inWord ? 1 : 0;
                    inWord = !blank;
                }
                bytes += read;
            }
            StringBuilder line = new StringBuilder();
            boolean one = options.letters().size() == 1;
            for (long[] count : new long[][] {{'l', lines}, {'w', words}, {'c', bytes}}) {
                if (all || options.has((char) count[0])) {
                    line.append(one ? Long.toString(count[1]) : "%9d".formatted(count[1]))
                            .append(' ');
                }
            }
            task.print(line.toString().stripTrailing() + (name.equals("-") ? "" : " " + name) + "\n");
        });
    }

    private static int sort(Task task) throws IOException, InterruptedException {
        Options options = Options.read("rnu", task.operands());
        List<String> lines = new ArrayList<>();
        int code = Inputs.each(task, options.rest(), (_, in) -> {
            InputStream text = Inputs.buffered(in);
            for (String line = Inputs.line(text); line != null; line = Inputs.line(text)) {
                if (lines.size() == MOST_LINES) {
                    throw new FileProblemException("out of memory");
                }
                lines.add(line);
            }
        });
        if (options.has('n')) {
            lines.sort((a, b) -> Long.compare(number(a), number(b)));
        } else {
            Collections.sort(lines);
        }
        if (options.has('r')) {
            Collections.reverse(lines);
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!options.has('u') || i == 0 || !lines.get(i).equals(lines.get(i - 1))) {
                task.print(lines.get(i) + "\n");
            }
        }
        return code;
    }

    private static long number(String line) {
        String digits = line.strip().replaceFirst("^(-?\\d{0,15}).*", "$1");
        return digits.isEmpty() || digits.equals("-") ? 0 : Long.parseLong(digits);
    }

    private static int uniq(Task task) throws IOException, InterruptedException {
        Options options = Options.read("c", task.operands());
        return Inputs.each(task, options.rest(), (_, in) -> {
            InputStream text = Inputs.buffered(in);
            String before = Inputs.line(text);
            long count = 1;
            while (before != null) {
                String line = Inputs.line(text);
                if (before.equals(line)) {
                    count++;
                    continue;
                }
                task.print((options.has('c') ? "%7d ".formatted(count) : "") + before + "\n");
                before = line;
                count = 1;
            }
        });
    }

    private static int tee(Task task) throws IOException {
        Options options = Options.read("a", task.operands());
        List<java.io.OutputStream> files = new ArrayList<>();
        for (String name : options.rest()) {
            files.add(task.files().write(task.path(name), options.has('a')));
        }
        byte[] buffer = new byte[8192];
        for (int read = task.in().read(buffer); read >= 0; read = task.in().read(buffer)) {
            task.out().write(buffer, 0, read);
            for (java.io.OutputStream file : files) {
                file.write(buffer, 0, read);
            }
        }
        return 0;
    }
}
