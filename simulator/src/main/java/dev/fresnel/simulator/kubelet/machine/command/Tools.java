package dev.fresnel.simulator.kubelet.machine.command;

import dev.fresnel.simulator.kubelet.machine.Tool;
import dev.fresnel.simulator.kubelet.machine.shell.ShellTool;
import java.util.Map;
import java.util.TreeMap;

/** All programs of a small Linux, by name. */
public final class Tools {

    private Tools() {}

    public static Map<String, Tool> all() {
        Map<String, Tool> all = new TreeMap<>(TextTools.all());
        all.putAll(FileTools.all());
        all.putAll(SystemTools.all());
        all.put("ls", new Ls());
        all.put("tar", new Tar());
        all.put("sh", new ShellTool());
        return all;
    }
}
