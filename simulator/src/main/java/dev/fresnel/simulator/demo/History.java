package dev.fresnel.simulator.demo;

import dev.fresnel.simulator.reconcile.Names;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The past of an object, from the {@code demo} block of its manifest. Durations are written {@code 40s}, {@code 14m},
 * {@code 3h}, {@code 12d}.
 *
 * @param age since when the object is there; by default a little younger than its namespace
 * @param rolledOut how long ago its present template was rolled out; by default some part of its age
 * @param revision the number of that rollout
 * @param previousImage what ran before, if the rollout is not over
 * @param previousReplicas how many pods still run that
 * @param previousAnywhere whether that ran on any node, whatever the present template selects
 * @param updated how many pods the present template is to have by now; -1 for all that are not of the one before
 * @param fits how many of those could be created; -1 for all
 * @param deleted how long ago its deletion was asked for; zero if it was not
 * @param events what else was said about the object
 */
record History(
        Duration age,
        Duration rolledOut,
        long revision,
        String previousImage,
        long previousReplicas,
        boolean previousAnywhere,
        long updated,
        long fits,
        Duration deleted,
        List<Map<String, Object>> events) {

    static History of(Map<String, Object> manifest, Duration ageOfNamespace) {
        Map<String, Object> demo = Tree.map(manifest, "demo");
        String name = Tree.text(manifest, "kind") + Meta.namespace(manifest) + Meta.name(manifest);
        Duration age = duration(demo, "age", part(ageOfNamespace, 0.55 + 0.44 * Names.fraction(name)));
        Duration usual = part(age, 0.02 + 0.5 * Names.fraction("rollout" + name));
        return new History(
                age,
                duration(demo, "rolledOut", usual),
                Tree.number(demo, 1 + Math.floorMod(Names.fnv(name), 23), "revision"),
                Tree.text(demo, "before", "image"),
                Tree.number(demo, 0, "before", "replicas"),
                Tree.isTrue(demo, "before", "anyNode"),
                Tree.number(demo, -1, "updated"),
                Tree.number(demo, -1, "fits"),
                duration(demo, "deleted", Duration.ZERO),
                Tree.maps(demo, "events"));
    }

    /** The duration under the key. */
    static Duration duration(Map<String, Object> tree, String key, Duration otherwise) {
        String text = Tree.text(tree, key);
        if (text.isEmpty()) {
            return otherwise;
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            case 'd' -> Duration.ofDays(number);
            default ->
                throw new IllegalArgumentException("\"" + text + "\" under " + key
                        + " is no duration of the demo; write a number followed by s, m, h or d.");
        };
    }

    private static Duration part(Duration whole, double fraction) {
        return Duration.ofSeconds(Math.round(whole.toSeconds() * fraction));
    }
}
