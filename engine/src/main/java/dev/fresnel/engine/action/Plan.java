package dev.fresnel.engine.action;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.edit.ContestedException;
import dev.fresnel.engine.edit.Draft;
import dev.fresnel.engine.pack.ActionSpec;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.api.ApiServerException.Cause;
import dev.fresnel.kube.caller.Write;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done to some objects.
 *
 * @param title what is done, in the person's language
 * @param icon a name from the icon set
 * @param objects to which
 * @param maker makes the change to each
 * @param course in which order, and how
 */
public record Plan(String title, String icon, List<ObjectRef> objects, Maker maker, Course course) {

    public Plan {
        objects = List.copyOf(objects);
    }

    /** All of them at once. */
    Plan(String title, String icon, List<ObjectRef> objects, Maker maker) {
        this(title, icon, objects, maker, steps -> steps.together(steps.refs(), steps::change));
    }

    /** The order in which the objects of a confirmed change are come to, and what is done about each. */
    public interface Course {

        /** Does it all; returns when each has come to an end. */
        void run(Steps steps) throws InterruptedException;

        /** Whether something is done about an object that is as it should be already. */
        default boolean includes(ObjectRef ref) {
            return false;
        }
    }

    /** Makes the change to one object from how the object is. */
    public interface Maker {

        /**
         * The change.
         *
         * @param connection to the object's cluster
         * @param tree the object with its managedFields; empty where there is none
         * @throws ContestedException where others have set what it would change, and nobody has decided what becomes of that
         */
        Write make(Connection connection, ObjectRef ref, Kind kind, Map<String, Object> tree)
                throws IOException, InterruptedException, ContestedException;

        /**
         * What follows once the change has come to its end: what makes a deleted object anew. Null for nothing.
         *
         * @param tree as in {@link #make}
         */
        default @Nullable Write next(Kind kind, Map<String, Object> tree) {
            return null;
        }

        /**
         * What is shown of what the server said to the change.
         *
         * @param refusal how it refused it, null where it did not
         */
        default Outlook outlook(ObjectRef ref, Outlook said, @Nullable ApiServerException refusal) {
            return said;
        }

        /** Whether an object that is not there is made. */
        default boolean makes() {
            return false;
        }

        /**
         * What to send instead, where the server says that others have set what it would change.
         *
         * @throws ContestedException where nobody has decided what becomes of that
         */
        default Write over(ObjectRef ref, Map<String, Object> tree, Write refused, List<Cause> causes)
                throws ContestedException {
            throw new ContestedException(List.of());
        }
    }

    /**
     * An action, with what the person gave.
     *
     * @param values of its inputs, and {@code now}
     */
    public static Plan of(
            String title, ActionSpec action, List<ObjectRef> objects, Map<String, @Nullable Object> values) {
        if (action.step() instanceof ActionSpec.Step.Create create) {
            Creating creating = new Creating(create, objects, values);
            return new Plan(title, action.icon(), creating.made(), creating);
        }
        return new Plan(
                title,
                action.icon(),
                objects,
                (_, ref, kind, tree) -> Actions.write(action, kind, ref.namespace(), ref.name(), tree, values));
    }

    /**
     * The making of objects as somebody wrote them, in their order.
     *
     * @param needs objects of these that must be there before another can be made
     */
    public static Plan applying(String title, Map<ObjectRef, Draft> drafts, Map<ObjectRef, List<ObjectRef>> needs) {
        return new Plan(
                title, "edit", List.copyOf(drafts.keySet()), new Applying(drafts, needs), steps -> steps.inOrder());
    }
}
