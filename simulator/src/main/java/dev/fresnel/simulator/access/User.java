package dev.fresnel.simulator.access;

import java.util.ArrayList;
import java.util.List;

/**
 * Someone who asks.
 *
 * @param name such as {@code demo-admin}, or {@code system:serviceaccount:shop:default}
 * @param uid {@code ""} for none
 * @param groups such as {@code system:masters}, who may do everything
 */
public record User(String name, String uid, List<String> groups) {

    /** Whoever brings no token. */
    public static final User ANONYMOUS = new User("system:anonymous", "", List.of("system:unauthenticated"));

    /** Who may do everything. */
    public static final User ADMINISTRATOR = new User("demo-admin", "1", List.of("system:masters"));

    public User {
        groups = List.copyOf(groups);
    }

    /** A service account of a namespace. */
    public static User serviceAccount(String namespace, String name, String uid) {
        return new User(
                "system:serviceaccount:" + namespace + ":" + name,
                uid,
                List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace));
    }

    /** The same, with the group of all who are known. */
    public User authenticated() {
        if (groups.contains("system:authenticated")) {
            return this;
        }
        List<String> all = new ArrayList<>(groups);
        all.add("system:authenticated");
        return new User(name, uid, all);
    }
}
