package dev.fresnel.engine.view;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be done to some objects of one kind, in order.
 *
 * @param objects to which
 * @param offers in the order of the kind's pack, then what can be done to any object
 * @param noLogs why the person may not read the logs of any of them; null where they may, or where nobody knows yet
 */
public record ActionsData(
        List<ObjectRef> objects,
        List<Offer> offers,
        @Nullable Phrase noLogs) implements ViewData {

    /**
     * One action.
     *
     * @param id names it in a request for a Change
     * @param title in the person's language
     * @param about what it does, where the title leaves that open
     * @param dangerous whether something may stop working or be lost by it
     * @param inputs what the action asks for, by id, as the first object has it
     * @param refusal why the person may not; null where they may, or where nobody knows yet
     * @param detail what the server said about that, word for word
     */
    public record Offer(
            String id,
            String title,
            String icon,
            @Nullable String about,
            boolean dangerous,
            Map<String, String> inputs,
            @Nullable Phrase refusal,
            @Nullable String detail) {}
}
