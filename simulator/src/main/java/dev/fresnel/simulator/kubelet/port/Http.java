package dev.fresnel.simulator.kubelet.port;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1, one request after another, each answered by its path. */
public final class Http implements Speech {

    private static final int LONGEST_HEAD = 64 * 1024;

    private final Function<String, Answer> pages;

    /** @param type the media type */
    public record Answer(int code, String type, String body) {}

    /** @param pages what is under a path, which comes without its query */
    public Http(Function<String, Answer> pages) {
        this.pages = pages;
    }

    @Override
    public void talk(InputStream in, OutputStream out) throws IOException {
        for (String head = head(in); head != null; head = head(in)) {
            String[] request = head.lines().findFirst().orElse("").split(" ", -1);
            String fields = head.toLowerCase(Locale.ROOT);
            if (request.length != 3 || !request[2].startsWith("HTTP/1.")) {
                send(out, new Answer(400, "text/plain", "bad request\n"), true, false);
                return;
            }
            in.skipNBytes(length(fields));
            boolean last = fields.contains("\nconnection: close") || request[2].equals("HTTP/1.0");
            send(out, pages.apply(request[1].replaceFirst("[?#].*", "")), last, request[0].equals("HEAD"));
            if (last) {
                return;
            }
        }
    }

    private static long length(String fields) {
        return fields.lines()
                .filter(line -> line.matches("content-length: *\\d{1,9} *"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    /** All up to the empty line; null if the client sends nothing more. */
    private static @Nullable String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 2) {
            int c = in.read();
            if (c < 0 || head.size() == LONGEST_HEAD) {
                return null;
            }
            head.write(c);
            ends = c == '\n' ? ends + 1 : c == '\r' ? ends : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void send(OutputStream out, Answer answer, boolean last, boolean headOnly) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        String reason = switch (answer.code()) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            default -> "Service Unavailable";
        };
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(("HTTP/1.1 " + answer.code() + " " + reason + "\r\nContent-Type: " + answer.type()
                        + "; charset=utf-8\r\nContent-Length: " + body.length
                        + (last ? "\r\nConnection: close" : "") + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        if (!headOnly) {
            all.writeBytes(body);
        }
        out.write(all.toByteArray());
        out.flush();
    }
}
