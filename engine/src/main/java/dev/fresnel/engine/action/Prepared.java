package dev.fresnel.engine.action;

import dev.fresnel.engine.pack.JavaAction;
import dev.fresnel.engine.view.ChangeData.Field;
import dev.fresnel.engine.view.ChangeData.Item;
import dev.fresnel.engine.view.ChangeData.Leads;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.ObjectRef;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an action that is worked out in Java has found out.
 *
 * @param plan what it would do, null for nothing
 * @param items all that is to be shown, in order; what is in the plan is still to be tried
 * @param lists what its listed inputs could be, by their id
 * @param leads where a terminal is opened once it has begun; null for none
 */
public record Prepared(
        @Nullable Plan plan,
        List<Item> items,
        Map<String, Listing> lists,
        @Nullable Leads leads) {

    public Prepared {
        items = List.copyOf(items);
        lists = Map.copyOf(lists);
    }

    /** What leads nowhere. */
    public Prepared(@Nullable Plan plan, List<Item> items, Map<String, Listing> lists) {
        this(plan, items, lists, null);
    }

    /**
     * What an input could be.
     *
     * @param columns their titles in English
     * @param chosen which of them it is; {@code ""} for none
     */
    public record Listing(List<String> columns, List<Field.Entry> entries, String chosen) {}

    /**
     * Reads what has to be known, as the Caller. Takes as long as the API server does.
     *
     * @throws IOException where it could not be read; what that means is in {@link Refusals}
     */
    public static Prepared by(JavaAction action, Errand errand) throws IOException, InterruptedException {
        return Procedure.of(action).prepare(errand);
    }

    /** A plan of which all objects are still to be tried, and nothing else. */
    static Prepared of(Plan plan) {
        return new Prepared(plan, checking(plan.objects()), Map.of());
    }

    static List<Item> checking(List<ObjectRef> refs) {
        return refs.stream().map(ref -> new Item(ref, new Outlook.Checking())).toList();
    }
}
