package dev.fresnel.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The browser's part of the program. All of it is read once and kept (it is below two megabytes), so a path in a request
 * is only ever a key, never a file name. A path that is no file is a place within the application: it gets the page.
 */
final class WebFiles {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2",
            "json", "application/json",
            "webmanifest", "application/manifest+json",
            "png", "image/png",
            "txt", "text/plain; charset=utf-8",
            "ico", "image/x-icon");

    private final Map<String, byte[]> files;

    private WebFiles(Map<String, byte[]> files) {
        this.files = files;
    }

    /**
     * Reads a folder made by the build of {@code web/}.
     *
     * @throws IOException where it is not there or has no page
     */
    static WebFiles of(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve("index.html"))) {
            throw new IOException("no browser application in " + folder + ": build it with scripts/build");
        }
        try (Stream<Path> found = Files.walk(folder)) {
            return new WebFiles(found.filter(Files::isRegularFile)
                    .collect(Collectors.toUnmodifiableMap(
                            file -> folder.relativize(file).toString().replace('\\', '/'), WebFiles::bytes)));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Answers a request for a file, or for a place within the application. */
    void serve(Context context) {
        String path = context.path().substring(1);
        byte @Nullable [] file = files.get(path);
        if (file == null && path.startsWith("assets/")) {
            context.status(404).result("not found");
            return;
        }
        String name = file == null ? "index.html" : path;
        boolean hashed = name.startsWith("assets/");
        context.header("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
        context.contentType(type(name)).result(file == null ? files.getOrDefault("index.html", new byte[0]) : file);
    }

    private static String type(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, "application/octet-stream");
    }
}
