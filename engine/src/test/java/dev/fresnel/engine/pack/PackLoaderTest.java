package dev.fresnel.engine.pack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PackLoaderTest {

    @Test
    void shipped_packs_have_no_problems() {
        Packs packs = new PackLoader().shipped().packs();
        assertThat(packs.problems()).isEmpty();
        assertThat(packs.all()).extracting(Pack::name).contains("core");
    }
}
