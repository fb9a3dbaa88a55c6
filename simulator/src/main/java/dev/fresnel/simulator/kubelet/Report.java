package dev.fresnel.simulator.kubelet;

/**
 * An event that a kubelet is to write about a pod.
 *
 * @param field such as {@code spec.containers{api}}, or empty for the pod as a whole
 */
record Report(String type, String reason, String message, String field) {

    static Report normal(String field, String reason, String message) {
        return new Report("Normal", reason, message, field);
    }

    static Report warning(String field, String reason, String message) {
        return new Report("Warning", reason, message, field);
    }
}
