package dev.fresnel.engine.terminal;

import dev.fresnel.kube.stream.Ending;
import java.util.List;
import java.util.regex.Pattern;

/** Which shells are tried, one after the other, in a container of which nobody says what is in it. */
final class Shells {

    /** The words of containerd, CRI-O, runc, crun and Windows for a program that is not there. */
    private static final Pattern MISSING = Pattern.compile(
            "executable file not found|no such file or directory|cannot find the file|cannot find the path|not found",
            Pattern.CASE_INSENSITIVE);

    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;

    private Shells() {}

    /** @param mark what the shell begins with: its process's number follows it */
    static List<List<String>> of(boolean windows, String mark) {
        if (windows) {
            return List.of(List.of("powershell.exe"), List.of("cmd.exe"));
        }
        String note = "printf '\\033]" + mark + "%s\\007' \"$$\"; TERM=xterm-256color; export TERM; ";
        return List.of(
                List.of(
                        "sh",
                        "-c",
                        note + "command -v bash >/dev/null 2>&1 && exec bash; "
                                + "command -v ash >/dev/null 2>&1 && exec ash; exec sh"),
                List.of("bash", "-c", note + "exec bash"),
                List.of("ash", "-c", note + "exec ash"),
                List.of("/busybox/sh", "-c", note + "exec /busybox/sh"));
    }

    /** Ends a shell and what it has in the foreground, as when a telephone line is hung up; then without asking. */
    static List<String> hangUp(String process) {
        return List.of(
                "sh",
                "-c",
                "kill -HUP " + process + " 2>/dev/null; sleep 1; kill -KILL " + process + " 2>/dev/null; :");
    }

    /** Whether a shell ended because there is none. */
    static boolean isMissing(Ending ending) {
        return switch (ending) {
            case Ending.Exited(int code) -> code == NOT_EXECUTABLE || code == NOT_FOUND;
            case Ending.Failed(String words) -> MISSING.matcher(words).find();
            case Ending.Lost _ -> false;
        };
    }
}
