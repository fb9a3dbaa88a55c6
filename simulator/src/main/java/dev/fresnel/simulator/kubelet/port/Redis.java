package dev.fresnel.simulator.kubelet.port;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** As much of Redis as shows that it is there: {@code PING} and {@code QUIT}, each in a line. */
public final class Redis implements Speech {

    private static final int LONGEST_LINE = 1024;

    @Override
    public void talk(InputStream in, OutputStream out) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && line.size() < LONGEST_LINE; c = in.read()) {
            if (c != '\n') {
                line.write(c);
                continue;
            }
            String command = line.toString(StandardCharsets.UTF_8).strip();
            line.reset();
            String answer = switch (command.toUpperCase(Locale.ROOT)) {
                case "" -> "";
                case "PING" -> "+PONG\r\n";
                case "QUIT" -> "+OK\r\n";
                default -> "-ERR unknown command '" + command.split(" ", 2)[0] + "'\r\n";
            };
            out.write(answer.getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (command.equalsIgnoreCase("QUIT")) {
                return;
            }
        }
    }
}
