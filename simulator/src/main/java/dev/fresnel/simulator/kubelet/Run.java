package dev.fresnel.simulator.kubelet;

import dev.fresnel.simulator.reconcile.Names;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Quantity;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one run of a container's program goes, decided when it starts.
 *
 * @param exitsAfter null if it runs until it is stopped
 * @param reason as in the terminated state: {@code Completed}, {@code Error}, {@code OOMKilled}
 */
record Run(@Nullable Duration exitsAfter, int exitCode, String reason) {
    /** How long a program tries before it gives up on a database it cannot resolve. */
    static final Duration GIVES_UP_AFTER = Duration.ofSeconds(2);

    /** @param justStarted whether it may still find out that it cannot resolve what it needs; later on it has */
    static Run of(
            Program program,
            Map<String, Object> pod,
            Map<String, Object> container,
            long restarts,
            boolean justStarted,
            Surroundings around) {
        for (String variable : justStarted ? program.resolves() : List.<String>of()) {
            String host = Environment.value(pod, container, variable, around).orElse("");
            if (!around.resolves(Meta.namespace(pod), host)) {
                return new Run(GIVES_UP_AFTER, 1, "Error");
            }
        }
        long limit = Quantity.units(Tree.text(container, "resources", "limits", "memory"));
        // no two runs alike: 10 % more or less, and the same again if asked again
        double luck = 0.9 + 0.2 * Names.fraction(Meta.name(pod) + Tree.text(container, "name") + restarts);
        if (program.leak() > 0 && limit > 0) {
            double minutes = Math.max(0.1, (double) (limit - program.memory()) / program.leak()) * luck;
            return new Run(Duration.ofSeconds(Math.round(minutes * 60)), 137, "OOMKilled");
        }
        if (isConversation(container, program)) {
            return new Run(null, 0, "");
        }
        Duration lasts = asked(container, program);
        if (lasts == null) {
            return new Run(null, 0, "");
        }
        return new Run(
                Duration.ofMillis(Math.round(lasts.toMillis() * luck)),
                program.exitCode(),
                program.exitCode() == 0 ? "Completed" : "Error");
    }

    /** What the container says to run instead of what the image does. */
    static List<String> command(Map<String, Object> container) {
        List<String> command = new ArrayList<>(Tree.texts(container, "command"));
        command.addAll(Tree.texts(container, "args"));
        return command;
    }

    /** Whether the container's main process is a shell that waits for someone to talk to. */
    static boolean isConversation(Map<String, Object> container, Program program) {
        List<String> command = command(container);
        return Tree.isTrue(container, "stdin")
                && program.base().hasShell()
                && (command.isEmpty() || (command.size() == 1 && program.base().isShell(command.getFirst())));
    }

    /** {@code sleep 3600} lasts as long as it says. */
    private static @Nullable Duration asked(Map<String, Object> container, Program program) {
        List<String> command = command(container);
        if (command.size() != 2 || !command.getFirst().equals("sleep")) {
            return program.exitsAfter();
        }
        return command.get(1).matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(command.get(1))) : null;
    }
}
