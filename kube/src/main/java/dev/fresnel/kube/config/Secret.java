package dev.fresnel.kube.config;

/**
 * Text that must not be seen: a token, a key, a password. Prints as dots, so that records which hold one can be logged.
 */
public final class Secret {

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The text itself, for whoever sends it to the server it is meant for. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && value.equals(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "•••";
    }
}
