package dev.fresnel.kube.wire;

/**
 * What readers never hand on of a kind's objects, whoever asks: this is where Fresnel keeps its promise that values of
 * Secrets enter no Store, no log and no index. A reader takes it from the kind's name, so nobody can forget it.
 *
 * <p>Of a Secret, {@code data} and {@code stringData} become maps from each key to the length of its value in bytes; the
 * annotation in which kubectl keeps the manifest last applied, values and all, is dropped; there is no body.
 */
enum Withheld {
    NOTHING,
    SECRET_VALUES;

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    static Withheld of(String apiVersion, String kind) {
        return apiVersion.equals("v1") && kind.equals("Secret") ? SECRET_VALUES : NOTHING;
    }

    /** Whether only the length of each value of this map at an object's root may be handed on. */
    boolean lengthsOnly(String field) {
        return this == SECRET_VALUES && (field.equals("data") || field.equals("stringData"));
    }

    /** Whether an annotation is dropped. */
    boolean drops(String annotation) {
        return this == SECRET_VALUES && annotation.equals(LAST_APPLIED);
    }
}
