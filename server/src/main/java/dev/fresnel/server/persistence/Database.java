package dev.fresnel.server.persistence;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteException;

/**
 * The file in which Fresnel keeps what is to outlast it. It is opened, and brought up to date, when it is first needed: the
 * start does not wait for it, and a folder that cannot be written harms nothing until there is something to keep. Several
 * Fresnels may share it. Thread-safe.
 */
public final class Database {

    /** How long one waits for another that writes. */
    private static final int BUSY_MILLIS = 10_000;

    private final Path folder;
    private @Nullable Jdbi open;

    /** @param folder need not exist; it is made, for the person alone */
    public Database(Path folder) {
        this.folder = folder;
    }

    /** {@code $XDG_DATA_HOME/fresnel}, or {@code ~/.local/share/fresnel}. */
    public static Path usualFolder() {
        String configured = System.getenv("XDG_DATA_HOME");
        Path data = configured == null || configured.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "share")
                : Path.of(configured);
        return data.resolve("fresnel");
    }

    /**
     * The database, with all its tables.
     *
     * @throws IOException where it cannot be opened: the message names the file and says why; it is tried again next time
     */
    synchronized Jdbi open() throws IOException {
        if (open != null) {
            return open;
        }
        Path file = folder.resolve("fresnel.db");
        try {
            Files.createDirectories(folder, onlyForMe("rwx------"));
        } catch (FileSystemException e) {
            throw new IOException("the folder " + folder + " cannot be made: " + e.getMessage(), e);
        }
        makeFile(file);
        SQLiteDataSource source = source(file);
        migrate(file, source);
        open = Jdbi.create(source);
        return open;
    }

    /**
     * SQLite does not wait for another that opens the file for the first time and changes its journal at that moment, whatever
     * it was told: then it is tried again.
     */
    private static void migrate(Path file, SQLiteDataSource source) throws IOException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BUSY_MILLIS);
        while (true) {
            try {
                Flyway.configure(Database.class.getClassLoader())
                        .dataSource(source)
                        .locations("classpath:db/migration")
                        .load()
                        .migrate();
                return;
            } catch (FlywayException e) {
                Throwable cause = innermost(e);
                boolean busy = cause instanceof SQLiteException said
                        && said.getResultCode().name().startsWith("SQLITE_BUSY");
                if (!busy || System.nanoTime() > until) {
                    throw new IOException(file + " cannot be used: " + cause.getMessage(), e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    /** Readable by nobody else also in a folder that others may look into; SQLite gives its other files the same rights. */
    private void makeFile(Path file) throws IOException {
        try {
            Files.createFile(file, onlyForMe("rw-------"));
        } catch (FileAlreadyExistsException e) {
            // as it is every time but the first
        } catch (FileSystemException e) {
            throw new IOException(file + " cannot be made: " + e.getMessage(), e);
        }
    }

    private static SQLiteDataSource source(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL); // what was told to be kept outlasts a power cut
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private FileAttribute<?>[] onlyForMe(String permissions) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
