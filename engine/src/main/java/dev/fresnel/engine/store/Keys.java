package dev.fresnel.engine.store;

/** Hashes of what rows are looked up by. */
final class Keys {

    private Keys() {}

    static int uid(String uid) {
        return uid.hashCode();
    }

    static int name(String namespace, String name) {
        return namespace.hashCode() * 31 + name.hashCode();
    }

    static boolean named(Row row, String namespace, String name) {
        return row.name().equals(name) && row.namespace().equals(namespace);
    }
}
