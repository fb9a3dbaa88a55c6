package dev.fresnel.engine.view;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a text typed into the palette may mean, best first within each group.
 *
 * @param text as typed
 * @param items the best of each group
 * @param more how many more than those there are in a group, where there are
 */
public record PaletteData(String text, List<Item> items, Map<String, Integer> more) implements ViewData {

    /**
     * One thing to go to.
     *
     * @param group {@code kinds}, {@code objects}, {@code namespaces} or {@code clusters}
     * @param title its name
     * @param subtitle kind and place
     * @param icon a name from the icon set
     * @param severity where known
     * @param hint what could be typed for it, for example {@code po}
     * @param target where it leads
     */
    public record Item(
            String group,
            String title,
            @Nullable String subtitle,
            String icon,
            @Nullable Severity severity,
            @Nullable String hint,
            Target target) {}

    /** Where an item leads. */
    public sealed interface Target {
        record ToObject(ObjectRef ref) implements Target {}

        record ToKind(String resource) implements Target {}

        record ToNamespace(String name) implements Target {}

        record ToCluster(String name) implements Target {}
    }
}
