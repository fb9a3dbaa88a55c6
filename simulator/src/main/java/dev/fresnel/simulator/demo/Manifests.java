package dev.fresnel.simulator.demo;

import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Reads the demo's YAML files as trees. In texts, {@code {{version}}} stands for the cluster's version, and {@code
 * {{now-2h}}} or {@code {{now+6d}}} for a time.
 */
final class Manifests {
    private static final Pattern TIME = Pattern.compile("\\{\\{now([+-])(\\w+)}}");

    private final String version;
    private final Instant now;

    Manifests(String version, Instant now) {
        this.version = version;
        this.now = now;
    }

    /**
     * All documents of a file beside this class; empty ones are left out.
     *
     * @param file such as {@code eu/shop-cart.yaml}
     */
    List<Map<String, Object>> read(String file) {
        List<Map<String, Object>> documents = new ArrayList<>();
        for (Object document : load(file)) {
            if (document instanceof Map<?, ?>) {
                documents.add(Tree.map(tree(document)));
            }
        }
        return documents;
    }

    /** The entries of a file that is one list. */
    List<Map<String, Object>> readList(String file) {
        return Tree.maps(Tree.of("entries", tree(load(file).getFirst())), "entries");
    }

    private static List<Object> load(String file) {
        try (InputStream in = Manifests.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("The demo has no file " + file + ".");
            }
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(file)
                    .setCodePointLimit(1 << 20)
                    .build();
            List<Object> documents = new ArrayList<>();
            new Load(settings).loadAllFromInputStream(in).forEach(documents::add);
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's file " + file + " could not be read.", e);
        }
    }

    private Object tree(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> tree = LinkedHashMap.newLinkedHashMap(map.size());
                map.forEach((key, child) -> {
                    if (child != null) {
                        tree.put(key.toString(), tree(child));
                    }
                });
                yield tree;
            }
            case List<?> list -> {
                List<Object> items = new ArrayList<>(list.size());
                list.forEach(item -> items.add(tree(item)));
                yield items;
            }
            case Integer number -> number.longValue();
            case String text when text.contains("{{") -> filledIn(text);
            default -> value;
        };
    }

    private String filledIn(String text) {
        return TIME.matcher(text.replace("{{version}}", version)).replaceAll(match -> {
            Duration distance = History.duration(Tree.of("", match.group(2)), "", Duration.ZERO);
            return Times.seconds(match.group(1).equals("+") ? now.plus(distance) : now.minus(distance));
        });
    }
}
