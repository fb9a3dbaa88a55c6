package dev.fresnel.engine.view;

/** How an object is, worst first; each has its own shape and colour on screen. */
public enum Severity {
    FAILED,
    WARNING,
    PROGRESSING,
    /** Not known, or known only from before a connection was lost. */
    UNKNOWN,
    HEALTHY
}
