package dev.fresnel.simulator.storage;

import dev.fresnel.simulator.tree.Tree;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** What the API server itself writes into the {@code metadata} of objects. Not thread-safe. */
final class ObjectMeta {

    /** The alphabet of generated names: no vowels, so no words, and nothing that looks like something else. */
    private static final String NAME_ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    /** Groups whose objects carry no generation, save for those below. */
    private static final Set<String> WITHOUT_GENERATION = Set.of(
            "",
            "rbac.authorization.k8s.io",
            "storage.k8s.io",
            "scheduling.k8s.io",
            "node.k8s.io",
            "coordination.k8s.io",
            "discovery.k8s.io",
            "events.k8s.io",
            "autoscaling",
            "certificates.k8s.io");

    private final Clock clock;
    private final Random random;

    ObjectMeta(Clock clock, long seed) {
        this.clock = clock;
        this.random = new Random(seed);
    }

    /** The present as Kubernetes writes it: whole seconds, UTC. */
    String now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    String later(long seconds) {
        return Instant.now(clock)
                .truncatedTo(ChronoUnit.SECONDS)
                .plusSeconds(seconds)
                .toString();
    }

    /** Completes a fresh object for its creation. A uid or time of creation that it has is kept. */
    void stamp(ResourceType type, Map<String, Object> object) {
        Map<String, Object> given = Tree.map(object, "metadata");
        String name = Tree.text(given, "name");
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name.isEmpty() ? generatedName(Tree.text(given, "generateName")) : name);
        metadata.putAll(given);
        metadata.put("name", metadata.get("name").equals("") ? name : metadata.get("name"));
        metadata.putIfAbsent("uid", newUid());
        metadata.putIfAbsent("creationTimestamp", now());
        if (hasGeneration(type)) {
            metadata.put("generation", 1L);
        }
        object.put("metadata", metadata);
    }

    private String generatedName(String prefix) {
        StringBuilder name = new StringBuilder(prefix.length() > 58 ? prefix.substring(0, 58) : prefix);
        for (int i = 0; i < 5; i++) {
            name.append(NAME_ALPHABET.charAt(random.nextInt(NAME_ALPHABET.length())));
        }
        return name.toString();
    }

    private String newUid() {
        // the two fixed parts mark a random UUID, version 4
        long high = (random.nextLong() & 0xffffffffffff0fffL) | 0x4000L;
        long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** Puts back what an update may not change, and counts the generation up if what is wanted has changed. */
    static void keep(
            ResourceType type, Map<String, Object> before, Map<String, Object> after, boolean countsGeneration) {
        Map<String, Object> metadata = new LinkedHashMap<>(Tree.map(after, "metadata"));
        for (String field : new String[] {
            "name",
            "namespace",
            "uid",
            "creationTimestamp",
            "generation",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "generateName"
        }) {
            Object value = Tree.at(before, "metadata", field);
            if (value != null) {
                metadata.put(field, value);
            } else {
                metadata.remove(field);
            }
        }
        if (countsGeneration && hasGeneration(type) && wantsOther(before, after)) {
            metadata.put("generation", Tree.number(before, 0, "metadata", "generation") + 1);
        }
        for (String field : new String[] {"labels", "annotations", "finalizers", "ownerReferences"}) {
            Object value = metadata.get(field);
            if ((value instanceof Map<?, ?> map && map.isEmpty())
                    || (value instanceof List<?> list && list.isEmpty())) {
                metadata.remove(field);
            }
        }
        after.put("metadata", metadata);
    }

    private static boolean wantsOther(Map<String, Object> before, Map<String, Object> after) {
        return !wanted(before).equals(wanted(after));
    }

    private static Map<String, Object> wanted(Map<String, Object> object) {
        Map<String, Object> wanted = new LinkedHashMap<>(object);
        for (String field : new String[] {"apiVersion", "kind", "metadata", "status"}) {
            wanted.remove(field);
        }
        return wanted;
    }

    private static boolean hasGeneration(ResourceType type) {
        return !WITHOUT_GENERATION.contains(type.group())
                || type.kind().equals("Pod")
                || type.kind().equals("ReplicationController");
    }
}
