package dev.fresnel.engine.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A pack that ships with the program. {@code packs/packs.txt} names them all, for a class path cannot be listed. */
record ClasspathSource(String name) implements PackSource {

    /** All packs that ship, in order. */
    static List<ClasspathSource> all() throws IOException {
        return text("/packs/packs.txt")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(ClasspathSource::new)
                .toList();
    }

    @Override
    public boolean checked() {
        return true;
    }

    @Override
    public String read(String file) throws IOException {
        return text("/packs/" + name + "/" + file);
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = ClasspathSource.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource.substring(1) + " is not there");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
