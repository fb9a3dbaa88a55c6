package dev.fresnel.kube.api;

import okhttp3.Headers;

/**
 * The headers of a request. A value goes as it is, in UTF-8, as kubectl sends it; one with line breaks or other control
 * characters is refused, since what follows a line break would be a header of its own.
 */
final class RequestHeaders {

    private final Headers.Builder headers = new Headers.Builder();

    /**
     * Adds one.
     *
     * @param from where the value comes from, for the person who must mend it
     */
    RequestHeaders add(String name, String value, String from) throws CredentialsException {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new CredentialsException(
                    from + " holds a line break or another character that cannot be sent",
                    "Sign in again, or get a fresh kubeconfig; a token has no spaces and no line breaks.",
                    null);
        }
        headers.addUnsafeNonAscii(name, value);
        return this;
    }

    Headers toHttp() {
        return headers.build();
    }
}
