package dev.fresnel.server.cli;

import dev.fresnel.server.persistence.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What both ways to start Fresnel understand. */
public final class ServeOptions {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port on this machine to serve at; 0 takes any free one. Default: 7654, or any free one "
                    + "where that is taken.")
    private @Nullable Integer port;

    @Option(names = "--no-browser", description = "Do not open a browser, only print the address.")
    private boolean noBrowser;

    @Option(
            names = "--packs",
            paramLabel = "FOLDER",
            description =
                    "Folder with packs of your own, a folder each; may be given several times. See docs/packs.md.")
    private List<Path> packs = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where Fresnel keeps what is to outlast it, such as the audit log. Default: "
                    + "$XDG_DATA_HOME/fresnel, or ~/.local/share/fresnel. The demo keeps nothing.")
    private @Nullable Path data;

    ServeOptions() {}

    /** The port that was asked for, 0 for any, -1 where the person did not say. */
    public int port() {
        return port == null ? -1 : port;
    }

    /** Whether a browser is to be opened. */
    public boolean opensBrowser() {
        return !noBrowser;
    }

    /** Folders with packs of the person's own. */
    public List<Path> packs() {
        return List.copyOf(packs);
    }

    /** The folder for what outlasts the program. */
    public Path data() {
        return data == null ? Database.usualFolder() : data;
    }

    /** Whether the port is one, or left open. */
    boolean portIsValid() {
        return port == null || (port >= 0 && port <= 65535);
    }
}
