package dev.fresnel.engine.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ports of an object that can be forwarded.
 *
 * @param all whether there are no others
 * @param refusal why the person may not, or null
 * @param detail the cluster's words on that
 */
public record PortsData(
        ObjectRef ref,
        List<Port> ports,
        boolean all,
        @Nullable Phrase refusal,
        @Nullable String detail) implements ViewData {

    /** A port, with the name that it has, or {@code ""}. */
    public record Port(int port, String name) {}
}
