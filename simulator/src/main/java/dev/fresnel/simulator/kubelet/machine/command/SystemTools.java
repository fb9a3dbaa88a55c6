package dev.fresnel.simulator.kubelet.machine.command;

import dev.fresnel.simulator.kubelet.machine.Machine;
import dev.fresnel.simulator.kubelet.machine.Task;
import dev.fresnel.simulator.kubelet.machine.Tool;
import dev.fresnel.simulator.stream.Window;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Programs that tell about the machine: {@code ps}, {@code id}, {@code env}, {@code date}, and more. */
final class SystemTools {

    private static final String KERNEL = "6.8.0-simulated";

    private SystemTools() {}

    static Map<String, Tool> all() {
        return Map.ofEntries(
                Map.entry("ps", SystemTools::ps),
                Map.entry("id", SystemTools::id),
                Map.entry("whoami", SystemTools::whoami),
                Map.entry("hostname", task -> say(task, task.machine().hostname())),
                Map.entry("pwd", task -> say(task, task.folder())),
                Map.entry("uname", SystemTools::uname),
                Map.entry("date", SystemTools::date),
                Map.entry("env", SystemTools::env),
                Map.entry("printenv", SystemTools::env),
                Map.entry("sleep", SystemTools::sleep),
                Map.entry("true", _ -> 0),
                Map.entry("false", _ -> 1),
                Map.entry("tty", task -> say(task, task.terminal() == null ? "not a tty" : "/dev/pts/0")),
                Map.entry("stty", SystemTools::stty),
                Map.entry("clear", task -> print(task, "\u001b[H\u001b[2J")),
                Map.entry("nproc", task -> say(task, "2")),
                Map.entry("which", SystemTools::which));
    }

    private static int say(Task task, String line) throws IOException {
        return print(task, line + "\n");
    }

    private static int print(Task task, String text) throws IOException {
        task.print(text);
        return 0;
    }

    private static int id(Task task) throws IOException {
        long user = task.machine().user();
        String name = user == 0 ? "(root)" : "";
        return say(
                task,
                task.operands().contains("-u")
                        ? Long.toString(user)
                        : "uid=%d%s gid=%d%s groups=%d%s".formatted(user, name, user, name, user, name));
    }

    private static int whoami(Task task) throws IOException {
        if (task.machine().user() != 0) {
            task.complain("unknown uid " + task.machine().user());
            return 1;
        }
        return say(task, "root");
    }

    private static int ps(Task task) throws IOException {
        task.print("PID   USER     TIME  COMMAND\n");
        for (Machine.Running running : task.machine().processes().values()) {
            task.print("%5d %-8s  0:00 %s\n"
                    .formatted(running.pid(), task.machine().userName(), running.command()));
        }
        return 0;
    }

    private static int uname(Task task) throws IOException {
        Options options = Options.read("asnrmvo", task.operands());
        Map<Character, String> known = new LinkedHashMap<>();
        known.put('s', "Linux");
        known.put('n', task.machine().hostname());
        known.put('r', KERNEL);
        known.put('v', "#1 SMP");
        known.put('m', "x86_64");
        known.put('o', "Linux");
        List<String> told = known.entrySet().stream()
                .filter(entry -> options.has('a')
                        || options.has(entry.getKey())
                        || (options.letters().isEmpty() && entry.getKey() == 's'))
                .map(Map.Entry::getValue)
                .toList();
        return say(task, String.join(" ", told));
    }

    private static int date(Task task) throws IOException {
        ZonedDateTime now = task.machine().clock().instant().atZone(ZoneOffset.UTC);
        String format = task.operands().stream()
                .filter(word -> word.startsWith("+"))
                .findFirst()
                .orElse("");
        if (format.isEmpty()) {
            return say(
                    task,
                    DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss 'UTC' yyyy", Locale.ROOT)
                            .format(now));
        }
        String told = format.substring(1)
                .replace("%s", Long.toString(now.toEpochSecond()))
                .replace("%F", "%Y-%m-%d")
                .replace("%T", "%H:%M:%S")
                .replace("%Y", DateTimeFormatter.ofPattern("yyyy", Locale.ROOT).format(now))
                .replace("%m", DateTimeFormatter.ofPattern("MM", Locale.ROOT).format(now))
                .replace("%d", DateTimeFormatter.ofPattern("dd", Locale.ROOT).format(now))
                .replace("%H", DateTimeFormatter.ofPattern("HH", Locale.ROOT).format(now))
                .replace("%M", DateTimeFormatter.ofPattern("mm", Locale.ROOT).format(now))
                .replace("%S", DateTimeFormatter.ofPattern("ss", Locale.ROOT).format(now));
        return say(task, told);
    }

    private static int env(Task task) throws IOException, InterruptedException {
        Map<String, String> environment = new LinkedHashMap<>(task.environment());
        List<String> words = task.operands();
        int first = 0;
        while (first < words.size() && words.get(first).matches("(?s)\\w+=.*")) {
            String[] pair = words.get(first++).split("=", 2);
            environment.put(pair[0], pair[1]);
        }
        if (first == words.size()) {
            for (Map.Entry<String, String> entry : environment.entrySet()) {
                task.print(entry.getKey() + "=" + entry.getValue() + "\n");
            }
            return 0;
        }
        if (task.name().endsWith("printenv")) {
            String value = environment.get(words.get(first));
            return value == null ? 1 : say(task, value);
        }
        Task child = task.child(words.subList(first, words.size()));
        child.environment().putAll(environment);
        return task.machine().run(child);
    }

    private static int sleep(Task task) throws IOException, InterruptedException {
        double seconds = 0;
        for (String word : task.operands()) {
            if (word.equals("infinity")) {
                seconds = Integer.MAX_VALUE;
            } else if (word.matches("\\d{0,9}(\\.\\d{1,6})?[smhd]?") && !word.isEmpty()) {
                int unit = Math.max(0, "smhd".indexOf(word.charAt(word.length() - 1)));
                seconds +=
                        Double.parseDouble("0" + word.replaceAll("[smhd]", "")) * new int[] {1, 60, 3600, 86400}[unit];
            } else {
                task.complain("invalid number '" + word + "'");
                return 1;
            }
        }
        if (task.operands().isEmpty()) {
            task.complain("missing operand");
            return 1;
        }
        Thread.sleep(Duration.ofMillis(Math.round(seconds * 1000)));
        return 0;
    }

    private static int stty(Task task) throws IOException {
        if (task.terminal() == null) {
            task.complain("standard input: Not a tty");
            return 1;
        }
        Window.Size size = task.terminal().size();
        return task.operands().contains("size") ? say(task, size.rows() + " " + size.columns()) : 0;
    }

    private static int which(Task task) throws IOException {
        int code = 0;
        for (String name : task.operands()) {
            Task wanted = task.child(List.of(name));
            if (task.machine().find(wanted).isEmpty()) {
                code = 1;
                continue;
            }
            for (String place : task.environment().getOrDefault("PATH", "").split(":", -1)) {
                if (task.machine().find(task.child(List.of(place + "/" + name))).isPresent()) {
                    task.print(place + "/" + name + "\n");
                    break;
                }
            }
        }
        return code;
    }
}
