package dev.fresnel.kube.stream;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a command ended. */
public sealed interface Ending {

    /** By itself, with this code. */
    record Exited(int code) implements Ending {}

    /** It could not be run, or not to its end, in the words of who tried. */
    record Failed(String words) implements Ending {}

    /** The connection to it was lost; nobody knows whether it goes on. */
    record Lost(String words) implements Ending {}

    /** Reads the Status that comes when it ends. */
    static Ending of(byte[] status) {
        String text = new String(status, StandardCharsets.UTF_8);
        JsonNode tree;
        try {
            tree = JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            return new Failed(text);
        }
        if (tree.path("status").asString("").equals("Success")) {
            return new Exited(0);
        }
        for (JsonNode cause : tree.path("details").path("causes")) {
            String code = cause.path("message").asString("");
            if (cause.path("reason").asString("").equals("ExitCode") && code.matches("-?\\d{1,9}")) {
                return new Exited(Integer.parseInt(code));
            }
        }
        return new Failed(tree.path("message").asString(text));
    }
}
