package dev.fresnel.engine.terminal;

import dev.fresnel.kube.stream.CommandRequest;
import dev.fresnel.kube.stream.CommandStream;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what runs in a terminal. A connection that ends does not: node and runtime leave it alone. So the shell is ended by a command
 * of its own where its process is known; else its input ends.
 *
 * @param target the container
 */
record HangUp(Target target) {

    private static final Logger LOG = LoggerFactory.getLogger(HangUp.class);
    private static final Duration WITHIN = Duration.ofSeconds(3);

    /** @param shell the number of its process; null where that is not known */
    void end(CommandStream open, @Nullable String shell) {
        if (shell != null && open.ending() == null) {
            Thread killer = Thread.ofVirtual().name("hang up").start(() -> kill(shell));
            try {
                boolean _ = killer.join(WITHIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        open.close();
    }

    private void kill(String shell) {
        CommandRequest request = new CommandRequest(
                String.valueOf(target.pod().namespace()),
                target.pod().name(),
                target.container(),
                Shells.hangUp(shell),
                false,
                false);
        try (CommandStream killing = CommandStream.open(target.connection().server(), request)) {
            for (var output = killing.next(); output != null; output = killing.next()) {
                LOG.debug("hanging up said {} bytes", output.bytes().length);
            }
        } catch (IOException e) {
            LOG.info("A shell in {} may go on: {}", target.pod().name(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
