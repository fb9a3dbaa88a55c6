package dev.fresnel.engine.action;

import dev.fresnel.engine.store.WholeObjects;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.kube.caller.Write;
import dev.fresnel.kube.caller.Writer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the server would make of an object that is deleted and made anew. It is tried under another name, because the object is
 * still there; that name, and what is drawn anew for each object, is then not told as a change.
 */
final class Remaking {

    private Remaking() {}

    static Outlook.Remade tried(
            Writer writer, Write.Create making, Map<String, Object> before, List<String> warningsOfDeletion)
            throws IOException, InterruptedException {
        String other = Lot.name(making.name(), Lot.suffix());
        ObjectNode body = ((ObjectNode) making.body()).deepCopy();
        body.withObject("/metadata").put("name", other);
        Writer.Written written =
                writer.write(new Write.Create(making.kind(), making.namespace(), other, "", body), true);
        Map<String, Object> made = WholeObjects.tree(written.answer());
        Map<String, String> same =
                Map.of(other, making.name(), Tree.text(made, "metadata", "uid"), Tree.text(before, "metadata", "uid"));
        Map<String, Object> after = Tree.map(alike(made, same));
        List<String> warnings = new ArrayList<>(warningsOfDeletion);
        warnings.addAll(written.warnings());
        return new Outlook.Remade(
                TextDiff.of(Trial.text(undated(before), Map.of()), Trial.text(undated(after), before)),
                List.copyOf(warnings),
                Tree.text(before, "metadata", "resourceVersion"));
    }

    private static Map<String, Object> undated(Map<String, Object> object) {
        Map<String, Object> undated = new LinkedHashMap<>(object);
        Map<String, Object> metadata = new LinkedHashMap<>(Tree.map(object, "metadata"));
        metadata.remove("creationTimestamp");
        undated.put("metadata", metadata);
        return undated;
    }

    /** The value with some texts in place of others. */
    private static @Nullable Object alike(@Nullable Object value, Map<String, String> same) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> alike = new LinkedHashMap<>();
                Tree.map(map).forEach((key, each) -> alike.put(key, alike(each, same)));
                yield alike;
            }
            case List<?> list -> list.stream().map(each -> alike(each, same)).toList();
            case String text -> same.getOrDefault(text, text);
            case null, default -> value;
        };
    }
}
