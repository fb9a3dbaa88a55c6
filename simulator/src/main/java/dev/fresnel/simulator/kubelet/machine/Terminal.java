package dev.fresnel.simulator.kubelet.machine;

import dev.fresnel.simulator.stream.Window;
import dev.fresnel.simulator.stream.pipe.Pipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A terminal between the keys of a person and what runs: it shows what is typed, lets them correct the line, and hands it
 * on when it is complete.
 *
 * <pre>
 *   keys ──► line being typed ──► complete lines ──► programs
 *                  │ echo                              │
 *   screen ◄───────┴───────────────────────────────────┘
 * </pre>
 *
 * <p>Backspace, Ctrl-U and Ctrl-W take back, the arrows up and down fetch earlier lines, Ctrl-C interrupts, Ctrl-D on an
 * empty line ends the input, Ctrl-L clears the screen. Keys are read by a thread of its own.
 */
public final class Terminal {

    private static final int INTERRUPT = 3;
    private static final int END = 4;
    private static final int BACKSPACE = 8;
    private static final int CLEAR = 12;
    private static final int KILL_LINE = 21;
    private static final int KILL_WORD = 23;
    private static final int ESCAPE = 27;
    private static final int DELETE = 127;
    private static final int LONGEST_LINE = 4096;
    private static final int KEPT_LINES = 200;
    private static final byte[] NOTHING = {};

    private final OutputStream screen;
    private final Window window;
    private final Runnable interrupt;
    private final Pipe lines = new Pipe();
    private final InputStream input = new Input(lines.reader());
    private final OutputStream typed = lines.writer();
    private final StringBuilder line = new StringBuilder();
    private final List<String> earlier = new ArrayList<>();
    private int fetched;
    private String prompt = "";

    /** @param interrupt is run at Ctrl-C */
    Terminal(InputStream keys, OutputStream screen, Window window, Runnable interrupt) {
        this.screen = screen;
        this.window = window;
        this.interrupt = interrupt;
        Thread.ofVirtual().name("terminal").start(() -> read(keys));
    }

    /** The lines that have been typed. */
    public InputStream input() {
        return input;
    }

    public Window.Size size() {
        return window.size();
    }

    /** What is written here is shown. */
    public OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                show(bytes, offset, length);
            }
        };
    }

    /** Asks for the next line. */
    public void ask(String newPrompt) throws IOException {
        synchronized (line) {
            prompt = newPrompt;
            fetched = earlier.size();
            show(newPrompt + line);
        }
    }

    private void read(InputStream keys) {
        try (typed) {
            byte[] buffer = new byte[1024];
            Decoder decoder = new Decoder();
            for (int read = keys.read(buffer); read >= 0; read = keys.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    // not under the lock: who reads may have to ask first
                    typed.write(key(decoder, buffer[i] & 0xff));
                }
            }
        } catch (IOException e) {
            // whoever typed has left, or nobody reads any more
        }
    }

    /** Returns what is complete with this key. */
    private byte[] key(Decoder decoder, int key) throws IOException {
        String arrow = decoder.arrow(key);
        if (arrow.equals("pending")) {
            return NOTHING;
        }
        synchronized (line) {
            if (!arrow.isEmpty()) {
                fetch(arrow);
                return NOTHING;
            }
            switch (key) {
                case '\r', '\n' -> {
                    return complete();
                }
                case INTERRUPT -> {
                    line.setLength(0);
                    show("^C\n");
                    interrupt.run();
                }
                case END -> {
                    if (line.isEmpty()) {
                        return new byte[] {END};
                    }
                }
                case BACKSPACE, DELETE -> erase(1);
                case KILL_LINE -> erase(line.length());
                case KILL_WORD -> eraseWord();
                case CLEAR -> show("\u001b[H\u001b[2J" + prompt + line);
                default -> type(decoder.text(key));
            }
        }
        return NOTHING;
    }

    private byte[] complete() throws IOException {
        String complete = line.toString();
        line.setLength(0);
        if (!complete.isBlank()) {
            earlier.add(complete);
            if (earlier.size() > KEPT_LINES) {
                earlier.removeFirst();
            }
        }
        show("\n");
        return (complete + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void type(String text) throws IOException {
        boolean visible = !text.isEmpty() && (text.charAt(0) >= ' ' || text.equals("\t"));
        if (visible && line.length() < LONGEST_LINE) {
            line.append(text);
            show(text);
        }
    }

    private void erase(int characters) throws IOException {
        for (int i = 0; i < characters && !line.isEmpty(); i++) {
            int last = line.offsetByCodePoints(line.length(), -1);
            line.setLength(last);
            show("\b \b");
        }
    }

    private void eraseWord() throws IOException {
        String before = line.toString();
        String shorter = before.stripTrailing().replaceFirst("\\S+$", "");
        erase(before.length() - shorter.length());
    }

    private void fetch(String arrow) throws IOException {
        int wanted = fetched + (arrow.equals("up") ? -1 : 1);
        if (!arrow.equals("other") && wanted >= 0 && wanted <= earlier.size()) {
            fetched = wanted;
            erase(line.length());
            type(wanted == earlier.size() ? "" : earlier.get(wanted));
        }
    }

    private void show(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        show(bytes, 0, bytes.length);
    }

    /** On a terminal a line ends with a return as well. */
    private void show(byte[] bytes, int offset, int length) throws IOException {
        byte[] shown = new byte[2 * length];
        int count = 0;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n' && (i == offset || bytes[i - 1] != '\r')) {
                shown[count++] = '\r';
            }
            shown[count++] = bytes[i];
        }
        screen.write(shown, 0, count);
    }

    void close() {
        try {
            input.close();
        } catch (IOException e) {
            throw new IllegalStateException("a pipe could not be closed", e);
        }
    }

    /** Ends where Ctrl-D was typed, and can be read on after that. */
    private static final class Input extends InputStream {
        private final InputStream in;
        private final byte[] buffer = new byte[1024];
        private int next;
        private int count;

        Input(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (next == count) {
                next = 0;
                count = Math.max(0, in.read(buffer));
                if (count == 0) {
                    return -1;
                }
            }
            if (buffer[next] == END) {
                next++;
                return -1;
            }
            int read = 0;
            while (read < length && next < count && buffer[next] != END) {
                into[offset + read++] = buffer[next++];
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** Takes keys of several bytes together: letters in UTF-8, and arrows. */
    private static final class Decoder {
        private final byte[] bytes = new byte[4];
        private int have;
        private int need;
        private int escaped;

        /** {@code up}, {@code down}, {@code other}, {@code pending} in the middle of a sequence, or empty. */
        String arrow(int key) {
            if (escaped == 0) {
                escaped = key == ESCAPE ? 1 : 0;
                return escaped == 1 ? "pending" : "";
            }
            if (escaped == 1 && (key == '[' || key == 'O')) {
                escaped = 2;
                return "pending";
            }
            if (escaped == 2 && key < '@') {
                return "pending";
            }
            boolean sequence = escaped == 2;
            escaped = 0;
            return sequence && key == 'A' ? "up" : sequence && key == 'B' ? "down" : "other";
        }

        /** The letter that a byte completes; empty in the middle of one. */
        String text(int key) {
            if (need == 0) {
                need = key < 0x80 ? 1 : key >= 0xf0 ? 4 : key >= 0xe0 ? 3 : key >= 0xc0 ? 2 : 0;
                if (need == 0) {
                    return "";
                }
                have = 0;
            }
            bytes[have++] = (byte) key;
            if (have < need) {
                return "";
            }
            need = 0;
            return new String(bytes, 0, have, StandardCharsets.UTF_8);
        }
    }
}
