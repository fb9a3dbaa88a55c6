package dev.fresnel.engine.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All named functions, by name. */
public final class Functions {

    private static final Map<String, Function> BY_NAME = new LinkedHashMap<>();

    static {
        Stream.of(
                        Pods.FUNCTIONS,
                        Nodes.FUNCTIONS,
                        Workloads.FUNCTIONS,
                        Jobs.FUNCTIONS,
                        Services.FUNCTIONS,
                        Routes.FUNCTIONS,
                        Autoscalers.FUNCTIONS,
                        Volumes.FUNCTIONS,
                        Access.FUNCTIONS,
                        Policies.FUNCTIONS,
                        Amounts.FUNCTIONS,
                        Scheduling.FUNCTIONS,
                        ConfigMaps.FUNCTIONS,
                        Events.FUNCTIONS)
                .flatMap(List::stream)
                .forEach(function -> BY_NAME.put(function.name(), function));
    }

    private Functions() {}

    /** The function of that name, or null. */
    public static @Nullable Function named(String name) {
        return BY_NAME.get(name);
    }

    /** The names there are. */
    public static Set<String> names() {
        return java.util.Collections.unmodifiableSet(BY_NAME.keySet());
    }
}
