package dev.fresnel.simulator.demo;

import dev.fresnel.simulator.kubelet.Program;
import dev.fresnel.simulator.kubelet.Programs;
import dev.fresnel.simulator.kubelet.log.Voice;
import dev.fresnel.simulator.tree.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the demo's images do, and how they log. */
public final class Images {

    private final Manifests manifests = new Manifests("", Instant.EPOCH);

    /** The programs, with others that are not in the demo. */
    public Programs programs(Collection<Program> others) {
        List<Program> all = new ArrayList<>(others);
        manifests.readList("programs.yaml").stream().map(Program::of).forEach(all::add);
        return new Programs(all);
    }

    /** The voices in which programs log, by name. */
    public Map<String, Voice> voices() {
        Map<String, Voice> voices = new HashMap<>();
        manifests.read("voices.yaml").getFirst().forEach((name, voice) -> voices.put(name, Voice.of(Tree.map(voice))));
        return voices;
    }
}
