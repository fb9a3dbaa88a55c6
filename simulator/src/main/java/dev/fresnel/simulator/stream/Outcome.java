package dev.fresnel.simulator.stream;

import dev.fresnel.simulator.tree.Tree;
import java.io.IOException;
import java.util.Map;

/** How a command ended, as the Status that goes over the error channel. */
final class Outcome {

    private Outcome() {}

    /** Runs a command to its end, and says how that was. */
    static Map<String, Object> of(Command command, Standard streams) {
        try {
            int code = command.run(streams);
            return code == 0 ? Tree.of("metadata", Tree.of(), "status", "Success") : exit(code);
        } catch (UnreachableException | IOException e) {
            return failure(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failure("interrupted");
        }
    }

    private static Map<String, Object> exit(int code) {
        Map<String, Object> cause = Tree.of("reason", "ExitCode", "message", Integer.toString(code));
        return Tree.of(
                "metadata",
                Tree.of(),
                "status",
                "Failure",
                "message",
                "command terminated with non-zero exit code: command terminated with exit code " + code,
                "reason",
                "NonZeroExitCode",
                "details",
                Tree.of("causes", Tree.listOf(cause)));
    }

    private static Map<String, Object> failure(String message) {
        return Tree.of(
                "metadata",
                Tree.of(),
                "status",
                "Failure",
                "message",
                "Internal error occurred: " + message,
                "reason",
                "InternalError",
                "details",
                Tree.of("causes", Tree.listOf(Tree.of("message", message))),
                "code",
                500L);
    }
}
