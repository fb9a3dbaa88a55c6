package dev.fresnel.simulator.tree;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML to fresh trees, and writes trees as YAML. Thread-safe. */
public final class Yaml {

    private static final int MAXIMUM_CHARACTERS = 8 * 1024 * 1024;

    private Yaml() {}

    /** Reads one document; null becomes {@link Tree#NULL}, and so does an empty document. */
    public static Object read(String yaml) throws Json.MalformedJsonException {
        List<Object> documents = readAll(yaml);
        if (documents.size() > 1) {
            throw new Json.MalformedJsonException("one YAML document is wanted, not " + documents.size());
        }
        return documents.isEmpty() ? Tree.NULL : documents.getFirst();
    }

    /** Reads all documents of a text. */
    public static List<Object> readAll(String yaml) throws Json.MalformedJsonException {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(MAXIMUM_CHARACTERS)
                .setAllowDuplicateKeys(false)
                .build();
        try {
            List<Object> documents = new ArrayList<>();
            for (Object document : new Load(settings).loadAllFromString(yaml)) {
                documents.add(tree(document));
            }
            return documents;
        } catch (YamlEngineException e) {
            throw new Json.MalformedJsonException(String.valueOf(e.getMessage()));
        }
    }

    /** Writes a tree with its keys in order, as Kubernetes does. */
    public static String write(Object tree) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setIndicatorIndent(0)
                .setWidth(Integer.MAX_VALUE / 2)
                .setSplitLines(false)
                .build();
        return new Dump(settings).dumpToString(plain(tree));
    }

    private static @Nullable Object plain(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> sorted = new TreeMap<>();
                map.forEach((key, member) -> sorted.put(String.valueOf(key), plain(member)));
                yield sorted;
            }
            case Iterable<?> list -> {
                List<@Nullable Object> members = new ArrayList<>();
                list.forEach(member -> members.add(plain(member)));
                yield members;
            }
            default -> value.equals(Tree.NULL) ? null : value;
        };
    }

    private static Object tree(@Nullable Object value) {
        return switch (value) {
            case null -> Tree.NULL;
            case Map<?, ?> map -> {
                Map<String, Object> tree = new LinkedHashMap<>();
                map.forEach((key, member) -> tree.put(String.valueOf(key), tree(member)));
                yield tree;
            }
            case List<?> list -> {
                List<Object> tree = new ArrayList<>(list.size());
                list.forEach(member -> tree.add(tree(member)));
                yield tree;
            }
            case Integer number -> number.longValue();
            case BigInteger number -> number.doubleValue();
            case Long _, Double _, Boolean _, String _ -> value;
            default -> value.toString();
        };
    }
}
