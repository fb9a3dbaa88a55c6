package dev.fresnel.engine.action;

import dev.fresnel.engine.details.Hidden;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.kube.caller.Write;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What takes the writing of a whole object back. */
final class Reversal {

    /** What the server writes by itself, and what others do meanwhile. */
    private static final List<String> SERVERS =
            List.of("resourceVersion", "generation", "managedFields", "uid", "creationTimestamp");

    private Reversal() {}

    /**
     * The change back: to the deletion of what was made; else to the fields as they were. Null for a Secret that was there
     * before: its values are kept nowhere.
     */
    static @Nullable Write of(Write write, Map<String, Object> before, Map<String, Object> after) {
        if (before.isEmpty()) {
            return new Write.Delete(
                    write.kind(),
                    write.namespace(),
                    write.name(),
                    Tree.text(after, "metadata", "uid"),
                    "Background",
                    null);
        }
        return Hidden.isSecret(before)
                ? null
                : new Write.Patch(
                        write.kind(),
                        write.namespace(),
                        write.name(),
                        "",
                        JsonMapper.shared().valueToTree(MergePatch.between(persons(after), persons(before))));
    }

    private static Map<String, Object> persons(Map<String, Object> object) {
        Map<String, Object> persons = new LinkedHashMap<>(object);
        Map<String, Object> metadata = new LinkedHashMap<>(Tree.map(object, "metadata"));
        SERVERS.forEach(metadata::remove);
        persons.put("metadata", metadata);
        persons.remove("status");
        return persons;
    }
}
