package dev.fresnel.kube.wire;

/** How an object's bytes are written. */
public enum Encoding {
    /** The message of the object itself, as the API server sent it, without its {@code runtime.Unknown} envelope. */
    PROTOBUF,
    /** UTF-8 JSON. */
    JSON
}
