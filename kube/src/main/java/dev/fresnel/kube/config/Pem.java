package dev.fresnel.kube.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Certificates or a key in PEM form: inside the kubeconfig, or in a file of their own that is read when needed. */
public sealed interface Pem {

    /**
     * The PEM text.
     *
     * @throws IOException where the file cannot be read; the message names it
     */
    String read() throws IOException;

    /** From a {@code …-data} field. */
    record Inline(Secret text) implements Pem {
        @Override
        public String read() {
            return text.reveal();
        }
    }

    /** From a file; certificates are renewed in place, so it is read anew for each connection. */
    record InFile(Path file) implements Pem {
        @Override
        public String read() throws IOException {
            try {
                return Files.readString(file, StandardCharsets.US_ASCII);
            } catch (NoSuchFileException e) {
                throw new IOException("The file " + file + " does not exist. The kubeconfig names it.", e);
            } catch (MalformedInputException e) {
                throw new IOException("The file " + file + " is not PEM text.", e);
            } catch (IOException e) {
                throw new IOException("The file " + file + " cannot be read (" + e.getMessage() + ").", e);
            }
        }
    }
}
