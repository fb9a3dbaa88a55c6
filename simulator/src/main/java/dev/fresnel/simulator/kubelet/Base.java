package dev.fresnel.simulator.kubelet;

import dev.fresnel.simulator.kubelet.machine.Tool;
import dev.fresnel.simulator.kubelet.machine.command.Tools;
import dev.fresnel.simulator.kubelet.machine.file.FileTree;
import java.util.Locale;
import java.util.Map;

/** What an image is built on: which programs there are beside its own. */
public enum Base {
    ALPINE("Alpine Linux", "3.22.1", "sh ash"),
    DEBIAN("Debian GNU/Linux", "12", "sh bash dash"),
    DISTROLESS("Distroless", "12", "");

    private final String name;
    private final String version;
    /** Their names, with blanks between. */
    private final String shells;

    Base(String name, String version, String shells) {
        this.name = name;
        this.version = version;
        this.shells = shells;
    }

    static Base of(String text) {
        return text.isEmpty() ? ALPINE : valueOf(text.toUpperCase(Locale.ROOT));
    }

    boolean hasShell() {
        return !shells.isEmpty();
    }

    /** Whether a command is one of its shells, to talk with. */
    boolean isShell(String command) {
        for (String shell : shells.split(" ")) {
            if (command.equals(shell) || command.equals("/bin/" + shell)) {
                return true;
            }
        }
        return false;
    }

    void fill(FileTree files) {
        files.putFile(
                "/etc/os-release",
                "NAME=\"" + name + "\"\nID=" + name().toLowerCase(Locale.ROOT) + "\nVERSION_ID=" + version
                        + "\nPRETTY_NAME=\"" + name + " " + version + "\"\n");
        if (!hasShell()) {
            return;
        }
        Map<String, Tool> tools = Tools.all();
        tools.forEach((tool, program) -> files.putProgram("/bin/" + tool, program));
        Tool shell = tools.get("sh");
        for (String other : shells.split(" ")) {
            if (shell != null) {
                files.putProgram("/bin/" + other, shell);
            }
        }
        for (String folder :
                new String[] {"/usr/bin", "/usr/local/bin", "/sbin", "/var/log", "/home", "/root", "/opt"}) {
            files.putFolder(folder);
        }
    }
}
