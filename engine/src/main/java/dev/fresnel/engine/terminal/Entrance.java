package dev.fresnel.engine.terminal;

import dev.fresnel.engine.store.WholeObjects;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.TerminalData.Cause;
import dev.fresnel.engine.view.TerminalData.Mode;
import dev.fresnel.engine.view.TerminalData.State;
import dev.fresnel.kube.caller.Permission;
import dev.fresnel.kube.caller.Question;
import dev.fresnel.kube.caller.SingleReads;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a container can be entered: whether the person may, and whether it runs.
 *
 * @param target the container
 */
record Entrance(Target target) {

    private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);

    /** Why the person may not; null where nothing says so. A WebSocket is opened by a GET, for which servers ask for that right as well. */
    State.@Nullable Ended refusal() throws InterruptedException {
        String subresource = target.mode() == Mode.SHELL ? "exec" : "attach";
        List<Question> questions = List.of(
                new Question(
                        "create",
                        "",
                        "pods",
                        subresource,
                        target.pod().namespace(),
                        target.pod().name()),
                new Question(
                        "get",
                        "",
                        "pods",
                        subresource,
                        target.pod().namespace(),
                        target.pod().name()));
        try {
            for (Map.Entry<Question, Permission> answer :
                    target.connection().access().may(questions).entrySet()) {
                if (!answer.getValue().allowed()) {
                    Phrase message = Phrase.of(
                            "action.forbidden",
                            "verb",
                            answer.getKey().verb(),
                            "resource",
                            "pods/" + answer.getKey().subresource());
                    String reason = answer.getValue().reason();
                    return new State.Ended(Cause.FORBIDDEN, message, reason.isEmpty() ? null : reason);
                }
            }
        } catch (IOException e) {
            // Not to know is no refusal: trying it will tell.
            LOG.debug("could not ask what is allowed: {}", e.getMessage());
        }
        return null;
    }

    /**
     * How the container is now.
     *
     * @return null where it runs, {@link State.Ended} where it never will, {@link State.Opening} where it is waited for
     */
    @Nullable
    State look() throws IOException, InterruptedException {
        Kind pods = target.connection()
                .discovery()
                .kinds()
                .resource(target.pod().resource())
                .orElse(null);
        if (pods == null) {
            return null;
        }
        Map<String, Object> pod = new SingleReads(target.connection().server())
                .get(pods, target.pod().namespace(), target.pod().name(), false)
                .map(WholeObjects::tree)
                .orElse(null);
        if (pod == null) {
            return new State.Ended(Cause.FAILED, Phrase.of("terminal.podGone"), null);
        }
        Map<String, Object> status = statusOf(pod, target.container());
        if (!Tree.map(status, "state", "running").isEmpty()) {
            return null;
        }
        Map<String, Object> over = Tree.map(status, "state", "terminated");
        String phase = Tree.text(pod, "status", "phase");
        if (!over.isEmpty() || phase.equals("Succeeded") || phase.equals("Failed")) {
            return new State.Ended(Cause.FAILED, Phrase.of("terminal.containerEnded"), Tree.text(over, "reason"));
        }
        String reason = Tree.text(status, "state", "waiting", "reason");
        String message = Tree.text(status, "state", "waiting", "message");
        return new State.Opening(
                reason.isEmpty() ? Phrase.of("terminal.waiting") : Phrase.of("terminal.waitingFor", "reason", reason),
                message.isEmpty() ? null : message);
    }

    private static Map<String, Object> statusOf(Map<String, Object> pod, String container) {
        for (String role : List.of("containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses")) {
            for (Object status : Tree.list(pod, "status", role)) {
                if (Tree.text(status, "name").equals(container)) {
                    return Tree.map(status);
                }
            }
        }
        return Map.of();
    }
}
