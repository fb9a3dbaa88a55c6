package dev.fresnel.engine.action;

import dev.fresnel.engine.pack.ActionSpec;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.kube.caller.Write;
import dev.fresnel.kube.discovery.Kind;
import java.util.List;
import java.util.Map;

/**
 * What is to be done to some objects.
 *
 * @param title what is done, in the person's language
 * @param icon a name from the icon set
 * @param objects to which
 * @param maker makes the change to each
 */
public record Plan(String title, String icon, List<ObjectRef> objects, Maker maker) {

    public Plan {
        objects = List.copyOf(objects);
    }

    /** Makes the change to one object from how the object is. */
    public interface Maker {
        Write make(ObjectRef ref, Kind kind, Map<String, Object> tree);
    }

    /**
     * An action, with what the person gave.
     *
     * @param values of its inputs, and {@code now}
     */
    public static Plan of(String title, ActionSpec action, List<ObjectRef> objects, Map<String, Object> values) {
        return new Plan(
                title,
                action.icon(),
                objects,
                (ref, kind, tree) -> Actions.write(action, kind, ref.namespace(), ref.name(), tree, values));
    }
}
