package dev.fresnel.bench.rig;

import dev.fresnel.bench.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When the marks of an {@link EventLoad} were seen. A change counts as seen when its mark or a later one of the same pod
 * is: a change that is overtaken before the next update is not shown by itself. For one thread.
 */
public final class Sightings {

    private static final Pattern MARK = Pattern.compile("B(\\d+)-(\\d+)");

    private final Map<Integer, TreeMap<Integer, Double>> byPod = new HashMap<>();

    /** A mark was seen at that time (milliseconds since 1970). Anything that is no mark is none. */
    public void saw(String text, double at) {
        Matcher mark = MARK.matcher(text);
        if (mark.matches()) {
            byPod.computeIfAbsent(Integer.parseInt(mark.group(1)), _ -> new TreeMap<>())
                    .putIfAbsent(Integer.parseInt(mark.group(2)), at);
        }
    }

    /**
     * Milliseconds from each change to its being seen, of pods that were in view.
     *
     * @param fromSent from the request, instead of from the API server's answer to it
     */
    public Samples delays(List<EventLoad.Event> events, boolean fromSent) {
        Samples delays = new Samples();
        for (EventLoad.Event event : events) {
            TreeMap<Integer, Double> seen = byPod.get(event.pod());
            Map.Entry<Integer, Double> first = seen == null ? null : seen.ceilingEntry(event.number());
            if (first != null) {
                // The watch may be quicker than the answer to the change; that is no delay, and no gain.
                delays.add(Math.max(0, first.getValue() - (fromSent ? event.sent() : event.answered())));
            }
        }
        return delays;
    }

    /** Changes of pods in view that were never seen, nor a later one. */
    public long lost(List<EventLoad.Event> events) {
        return events.stream()
                .filter(event -> byPod.containsKey(event.pod()))
                .filter(event ->
                        byPod.getOrDefault(event.pod(), new TreeMap<>()).ceilingEntry(event.number()) == null)
                .count();
    }
}
