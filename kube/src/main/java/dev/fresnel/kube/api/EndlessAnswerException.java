package dev.fresnel.kube.api;

import java.io.IOException;

/** An answer that is to be held whole is too large for that, or does not end. */
public final class EndlessAnswerException extends IOException {

    private static final long serialVersionUID = 1;

    EndlessAnswerException(String path, String how) {
        super("The answer to " + path + " " + how + ".");
    }
}
