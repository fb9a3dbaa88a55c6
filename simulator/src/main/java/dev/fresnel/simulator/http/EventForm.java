package dev.fresnel.simulator.http;

import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Tree;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events are one set of objects under two names: {@code v1}, as they are stored, and {@code events.k8s.io/v1}. */
final class EventForm {

    private static final ResourceType STORED = ResourceTypes.builtIn("", "Event");

    private static final Map<String, String> TO_SERVED = Map.of(
            "involvedObject", "regarding",
            "message", "note",
            "source", "deprecatedSource",
            "firstTimestamp", "deprecatedFirstTimestamp",
            "lastTimestamp", "deprecatedLastTimestamp",
            "count", "deprecatedCount",
            "reportingComponent", "reportingController");

    private EventForm() {}

    /** The type under which objects of a served type are stored. */
    static ResourceType stored(ResourceType type) {
        return isServedEvent(type) ? STORED : type;
    }

    static Map<String, Object> toServed(ResourceType type, Map<String, Object> object) {
        if (!isServedEvent(type)) {
            return object;
        }
        Map<String, Object> served = new LinkedHashMap<>();
        object.forEach((key, value) -> served.put(TO_SERVED.getOrDefault(key, key), value));
        return served;
    }

    static Map<String, Object> toStored(ResourceType type, Map<String, Object> object) {
        if (!isServedEvent(type)) {
            return object;
        }
        Map<String, Object> stored = new LinkedHashMap<>(object);
        TO_SERVED.forEach((inStore, inServed) -> {
            Object value = Tree.at(object, inServed);
            if (value != null) {
                stored.put(inStore, value);
                stored.remove(inServed);
            }
        });
        stored.put("apiVersion", "v1");
        return stored;
    }

    private static boolean isServedEvent(ResourceType type) {
        return type.group().equals("events.k8s.io");
    }
}
