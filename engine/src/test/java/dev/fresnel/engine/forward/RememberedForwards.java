package dev.fresnel.engine.forward;

import java.util.List;

/** Remembers what was forwarded for as long as a test. */
public final class RememberedForwards implements ForwardMemory {

    private volatile List<ForwardSpec> kept = List.of();

    @Override
    public List<ForwardSpec> all() {
        return kept;
    }

    @Override
    public void keep(List<ForwardSpec> forwards) {
        kept = List.copyOf(forwards);
    }
}
