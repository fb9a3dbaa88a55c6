package dev.fresnel.kube.config;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link Kubeconfig} as its files are, and tells a listener when it has become another.
 *
 * <p>The operating system's word about changes comes fast, but not through symbolic links, not from network file systems
 * and not for folders that do not exist yet. So the files' times and sizes are also looked at every two seconds. A file
 * is read once it has been left alone for a moment, so that half-written ones are not.
 *
 * <p>Thread-safe. The listener is called from one thread of the watch, never concurrently.
 */
public final class KubeconfigWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KubeconfigWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration SETTLE = Duration.ofMillis(120);

    private final KubeconfigSource source;
    private final Consumer<Kubeconfig> listener;
    private final Duration interval;
    private final @Nullable WatchService events;
    private final Thread thread;
    private volatile Kubeconfig current;
    private volatile boolean closed;

    /** Reads the files and begins to watch them. */
    public static KubeconfigWatch start(KubeconfigSource source, Consumer<Kubeconfig> listener) {
        return start(source, listener, INTERVAL);
    }

    static KubeconfigWatch start(KubeconfigSource source, Consumer<Kubeconfig> listener, Duration interval) {
        KubeconfigWatch watch = new KubeconfigWatch(source, listener, interval);
        watch.thread.start();
        return watch;
    }

    private KubeconfigWatch(KubeconfigSource source, Consumer<Kubeconfig> listener, Duration interval) {
        this.source = source;
        this.listener = listener;
        this.interval = interval;
        this.events = watchFolders(source.files());
        List<Stamp> stamps = stamps();
        this.current = source.read();
        this.thread = Thread.ofVirtual().name("kubeconfig-watch").unstarted(() -> run(stamps));
    }

    /** As last read. */
    public Kubeconfig current() {
        return current;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (events != null) {
                events.close();
            }
        } catch (IOException e) {
            LOG.debug("Closing the watch of {} failed", source, e);
        }
    }

    private void run(List<Stamp> first) {
        List<Stamp> known = first;
        try {
            while (!closed) {
                waitForEvent(interval);
                List<Stamp> now = stamps();
                if (now.equals(known)) {
                    continue;
                }
                for (List<Stamp> before = List.of(); !now.equals(before); now = stamps()) {
                    before = now;
                    waitForEvent(SETTLE);
                }
                known = now;
                publish(source.read());
            }
        } catch (InterruptedException e) {
            LOG.debug("No longer watching {}", source);
        }
    }

    private void publish(Kubeconfig next) {
        if (next.equals(current) || closed) {
            return;
        }
        current = next;
        try {
            listener.accept(next);
        } catch (RuntimeException e) {
            LOG.warn("A listener could not take a changed kubeconfig", e);
        }
    }

    private void waitForEvent(Duration atMost) throws InterruptedException {
        if (events == null) {
            Thread.sleep(atMost);
            return;
        }
        try {
            WatchKey key = events.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
            if (key != null) {
                key.pollEvents();
                key.reset();
            }
        } catch (ClosedWatchServiceException e) {
            throw new InterruptedException("closed");
        }
    }

    /** What changes when a file is written, replaced, or a symbolic link on the way to it points elsewhere. */
    private record Stamp(@Nullable Path real, @Nullable Object key, long modified, long size) {
        static final Stamp MISSING = new Stamp(null, null, 0, 0);
    }

    private List<Stamp> stamps() {
        return source.files().stream().map(KubeconfigWatch::stamp).toList();
    }

    private static Stamp stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
            return new Stamp(file.toRealPath(), attributes.fileKey(), modified, attributes.size());
        } catch (IOException e) {
            return Stamp.MISSING;
        }
    }

    /** Null where the system cannot watch: then looking every two seconds must do. */
    private static @Nullable WatchService watchFolders(List<Path> files) {
        try {
            WatchService service = null;
            for (Path file : files) {
                Path folder = file.toAbsolutePath().getParent();
                if (folder != null && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    service = service == null ? folder.getFileSystem().newWatchService() : service;
                    folder.register(
                            service,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE);
                }
            }
            return service;
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("Cannot be told of changes to {}", files, e);
            return null;
        }
    }
}
