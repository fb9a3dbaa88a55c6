package dev.fresnel.simulator.patch;

import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON patch, RFC 6902: a list of operations on places named by JSON pointers. */
public final class JsonPatch {

    private JsonPatch() {}

    /**
     * Applies all operations to a copy, or none.
     *
     * @param patch what the client sent
     * @throws StatusException 400 for a patch that is none, 422 for an operation that cannot be done
     */
    public static Map<String, Object> apply(Map<String, Object> object, Object patch) {
        if (!(patch instanceof List<?> operations)) {
            throw StatusException.badRequest(
                    "error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp");
        }
        Map<String, Object> root = Tree.of("", Tree.copy(object));
        for (Object operation : operations) {
            perform(root, Tree.map(operation));
        }
        if (!(root.get("") instanceof Map<?, ?> result)) {
            throw impossible("the result is not an object");
        }
        return Tree.map(result);
    }

    private static void perform(Map<String, Object> root, Map<String, Object> operation) {
        String path = Tree.text(operation, "path");
        switch (Tree.text(operation, "op")) {
            case "add" -> add(root, path, value(operation));
            case "remove" -> remove(root, path);
            case "replace" -> {
                if (get(root, path) == null) {
                    throw impossible("replace operation does not apply: doc is missing key: " + path);
                }
                replace(root, path, value(operation));
            }
            case "copy" -> add(root, path, Tree.copyOf(existing(root, Tree.text(operation, "from"))));
            case "move" -> {
                Object moved = existing(root, Tree.text(operation, "from"));
                remove(root, Tree.text(operation, "from"));
                add(root, path, moved);
            }
            case "test" -> {
                Object actual = get(root, path);
                if (!value(operation).equals(actual == null ? Tree.NULL : actual)) {
                    throw impossible("testing value " + path + " failed");
                }
            }
            default -> throw impossible("unknown operation '" + Tree.text(operation, "op") + "'");
        }
    }

    private static Object value(Map<String, Object> operation) {
        Object value = operation.get("value");
        return value == null ? Tree.NULL : Tree.copyOf(value);
    }

    private static Object existing(Map<String, Object> root, String path) {
        Object value = get(root, path);
        if (value == null) {
            throw impossible("doc is missing path: " + path);
        }
        return value;
    }

    private static @Nullable Object get(Map<String, Object> root, String path) {
        Object value = root;
        for (String key : keys(path)) {
            value = child(value, key);
        }
        return value;
    }

    private static @Nullable Object child(@Nullable Object parent, String key) {
        return switch (parent) {
            case Map<?, ?> map -> map.get(key);
            case List<?> list -> {
                int index = index(key, list.size());
                yield index < list.size() ? list.get(index) : null;
            }
            case null, default -> null;
        };
    }

    private static void add(Map<String, Object> root, String path, Object value) {
        String key = lastKey(path);
        switch (parent(root, path)) {
            case Map<?, ?> map -> Tree.map(map).put(key, value);
            case List<?> list -> Tree.list(list).add(key.equals("-") ? list.size() : index(key, list.size()), value);
            default -> throw impossible("add operation does not apply: doc is missing path: " + path);
        }
    }

    private static void replace(Map<String, Object> root, String path, Object value) {
        String key = lastKey(path);
        switch (parent(root, path)) {
            case Map<?, ?> map -> Tree.map(map).put(key, value);
            case List<?> list -> Tree.list(list).set(index(key, list.size() - 1), value);
            default -> throw impossible("replace operation does not apply: doc is missing path: " + path);
        }
    }

    private static void remove(Map<String, Object> root, String path) {
        String key = lastKey(path);
        Object removed = switch (parent(root, path)) {
            case Map<?, ?> map -> map.remove(key);
            case List<?> list -> list.remove(index(key, list.size() - 1));
            default -> null;
        };
        if (removed == null) {
            throw impossible("remove operation does not apply: doc is missing key: " + path);
        }
    }

    private static Object parent(Map<String, Object> root, String path) {
        List<String> keys = keys(path);
        Object parent = root;
        for (String key : keys.subList(0, keys.size() - 1)) {
            parent = child(parent, key);
        }
        return parent == null ? Tree.NULL : parent;
    }

    private static int index(String key, int most) {
        int index = key.matches("\\d{1,9}") ? Integer.parseInt(key) : -1;
        if (index < 0 || index > most) {
            throw impossible("unable to access invalid index: " + key);
        }
        return index;
    }

    private static String lastKey(String path) {
        return keys(path).getLast();
    }

    /** The keys of a pointer; the first is always that of the document itself. */
    private static List<String> keys(String path) {
        if (!path.isEmpty() && !path.startsWith("/")) {
            throw StatusException.badRequest("error decoding patch: '" + path + "' is not a JSON pointer");
        }
        List<String> keys = new ArrayList<>();
        for (String key : path.split("/", -1)) {
            keys.add(key.replace("~1", "/").replace("~0", "~"));
        }
        return keys;
    }

    private static StatusException impossible(String why) {
        StatusException refusal = new StatusException(
                422, "Invalid", "the server rejected our request due to an error in our request", Map.of());
        refusal.addSuppressed(new IllegalArgumentException(why));
        return refusal;
    }
}
