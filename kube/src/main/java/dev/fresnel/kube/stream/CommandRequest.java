package dev.fresnel.kube.stream;

import dev.fresnel.kube.api.ApiRequest;
import java.util.List;

/**
 * What is to run in a container, or (without a command) that its main process is joined.
 *
 * @param command the program and its arguments; empty to attach
 * @param stdin whether it is given an input
 * @param tty whether it runs in a terminal; its errors then come with its output
 */
public record CommandRequest(
        String namespace, String pod, String container, List<String> command, boolean stdin, boolean tty) {

    public CommandRequest {
        command = List.copyOf(command);
    }

    /** As it is asked of the server. */
    ApiRequest asked() {
        ApiRequest request = ApiRequest.get("/api/v1/namespaces/" + namespace + "/pods/" + pod + "/"
                        + (command.isEmpty() ? "attach" : "exec"))
                .with("container", container)
                .with("stdin", String.valueOf(stdin))
                .with("stdout", "true")
                .with("stderr", String.valueOf(!tty))
                .with("tty", String.valueOf(tty));
        for (String word : command) {
            request = request.with("command", word);
        }
        return request;
    }
}
