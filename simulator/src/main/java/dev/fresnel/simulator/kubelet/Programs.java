package dev.fresnel.simulator.kubelet;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The catalogue of images. An image is looked up with its tag, then without; what is not in the catalogue runs quietly,
 * except that a tag which says so ({@code missing}, {@code nope}, {@code does-not-exist}) is not there.
 */
public final class Programs {
    private final Map<String, Program> byImage = new HashMap<>();
    private final Program unknown = Program.of(Map.of("image", ""));

    public Programs(Collection<Program> programs) {
        programs.forEach(program -> byImage.put(program.image(), program));
    }

    /** What the image does. */
    public Program of(String image) {
        Program exact = byImage.get(image);
        if (exact != null) {
            return exact;
        }
        int colon = image.lastIndexOf(':');
        String tag = colon > image.lastIndexOf('/') ? image.substring(colon + 1) : "";
        if (tag.contains("missing") || tag.contains("nope") || tag.contains("does-not-exist")) {
            return Program.of(Map.of("image", image, "pullError", "not found"));
        }
        String repository = tag.isEmpty() ? image : image.substring(0, colon);
        return byImage.getOrDefault(repository, unknown);
    }
}
