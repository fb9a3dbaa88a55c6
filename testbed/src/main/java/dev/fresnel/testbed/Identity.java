package dev.fresnel.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * A certificate and its private key, both as PEM.
 *
 * @param certificate {@code BEGIN CERTIFICATE}
 * @param key {@code BEGIN PRIVATE KEY}: PKCS #8
 */
record Identity(String certificate, String key) {

    static String pem(String label, byte[] contents) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(contents);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /** What stands between the marks of a PEM text that holds one thing. */
    static byte[] unpem(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }

    /** Writes {@code NAME.crt} and {@code NAME.key}. */
    void write(Path folder, String name) {
        try {
            Files.writeString(folder.resolve(name + ".crt"), certificate);
            Files.writeString(folder.resolve(name + ".key"), key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Identity read(Path folder, String name) {
        try {
            return new Identity(
                    Files.readString(folder.resolve(name + ".crt")), Files.readString(folder.resolve(name + ".key")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
