package dev.fresnel.engine.weather;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;

/** Keeps what was measured for {@code docs/reliability.md}: {@code scripts/weather} prints it. */
final class Figures {

    private static final Path FILE = Path.of("target/weather.tsv");

    private Figures() {}

    static void note(String weather, String what, Duration measured) {
        note(weather, what, String.format(Locale.ROOT, "%.1f s", measured.toMillis() / 1000.0));
    }

    static synchronized void note(String weather, String what, String measured) {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(
                    FILE,
                    weather + "\t" + what + "\t" + measured + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
