package dev.fresnel.testbed;

import java.nio.file.Path;

final class Seed {
    Seed(Path folder, Kubectl kubectl, Parts parts) {}

    void sow() {}
}
