package dev.fresnel.engine.details;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Sample objects of the core pack. */
final class Samples {

    static final Path FOLDER = Path.of("..", "packs", "core", "samples");

    private Samples() {}

    static Map<String, Object> read(String name) throws IOException {
        String text = Files.readString(FOLDER.resolve(name + ".yaml"));
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(text);
        @SuppressWarnings("unchecked")
        Map<String, Object> object = (Map<String, Object>) longs(tree);
        return object;
    }

    /** As readers give numbers. */
    private static Object longs(Object tree) {
        return switch (tree) {
            case Integer number -> (Object) number.longValue();
            case Map<?, ?> map -> {
                Map<Object, Object> copy = new LinkedHashMap<>();
                map.forEach((key, value) -> {
                    if (value != null) {
                        copy.put(key, longs(value));
                    }
                });
                yield copy;
            }
            case List<?> list -> list.stream().map(Samples::longs).toList();
            default -> tree;
        };
    }
}
