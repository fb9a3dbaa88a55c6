package dev.fresnel.engine.pack;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code cel: …}. The expression language is loaded only when a pack that uses it is read: its classes cost more
 * start-up time than all of the core pack, which does without.
 */
final class CelReader {

    private CelReader() {}

    static FieldValue read(YamlNode node, ScalarValue.Style style, @Nullable YamlNode severities)
            throws InvalidPackException {
        Map<String, dev.fresnel.engine.view.Severity> words = new HashMap<>();
        if (severities != null) {
            for (var entry : severities.entries().entrySet()) {
                words.put(entry.getKey(), FieldReader.severity(entry.getValue()));
            }
        }
        CelProgram program = CelProgram.compile(node);
        return new CelValue(program, style, severities == null ? null : Map.copyOf(words));
    }
}
