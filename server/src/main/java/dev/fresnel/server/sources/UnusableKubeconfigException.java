package dev.fresnel.server.sources;

/** Nothing in a kubeconfig that was to be added can be used. The message says what is wrong and where. */
public final class UnusableKubeconfigException extends Exception {

    private static final long serialVersionUID = 1;

    UnusableKubeconfigException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
