package dev.fresnel.simulator.kubelet.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.simulator.kubelet.machine.command.Tools;
import dev.fresnel.simulator.kubelet.machine.file.FileTree;
import dev.fresnel.simulator.kubelet.machine.file.Room;
import dev.fresnel.simulator.stream.Standard;
import dev.fresnel.simulator.stream.Window;
import dev.fresnel.simulator.stream.pipe.Pipe;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class MachineTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

    private final Room room = new Room(1 << 20, null);
    private final FileTree files = new FileTree(CLOCK, room);
    private final Machine machine =
            new Machine(files, CLOCK, "cart-1", Map.of("PATH", "/bin", "HOME", "/root", "LEVEL", "info"), "/", 0);

    MachineTest() {
        Tools.all().forEach((name, tool) -> files.putProgram("/bin/" + name, tool));
        files.putFolder("/tmp");
        files.putFolder("/root");
        files.putFile("/etc/motd", "one\ntwo\nthree\n");
        files.putFixed("/etc/config", Map.of("key", "value\n".getBytes(StandardCharsets.UTF_8)));
        files.putDevice("/dev/zero", () -> new InputStream() {
            @Override
            public int read() {
                return 0;
            }
        });
        machine.show("/app/cart", CLOCK.instant());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '¦', quoteCharacter = '§', textBlock = """
            echo hello                                          ¦ hello\\n
            echo "a  b" 'c  $x' d\\ e                           ¦ a  b c  $x d e\\n
            echo $LEVEL ${NONE:-other} ${#LEVEL}                ¦ info other 4\\n
            A=1; B=$A$A; echo $B                                ¦ 11\\n
            false; echo $?; true && echo yes || echo no         ¦ 1\\nyes\\n
            cat /etc/motd | grep -v two | wc -l                 ¦ 2\\n
            head -n 1 /etc/motd; tail -1 /etc/motd              ¦ one\\nthree\\n
            echo x > /tmp/f; echo y >> /tmp/f; cat < /tmp/f     ¦ x\\ny\\n
            nope 2>/dev/null; nope 2>&1; echo $?                ¦ sh: nope: not found\\n127\\n
            cd /tmp && touch a b && ls; cd ..; pwd              ¦ a\\nb\\n/\\n
            for i in 1 2 3; do echo -n $i$((i*i)) ; done        ¦ 112439
            i=0; while [ $i -lt 3 ]; do i=$((i+1)); done; echo $i ¦ 3\\n
            if [ -d /tmp ]; then echo folder; else echo none; fi ¦ folder\\n
            echo $(cat /etc/motd) `hostname`                    ¦ one two three cart-1\\n
            echo /etc/m*d "/etc/*"                              ¦ /etc/motd /etc/*\\n
            (cd /tmp; A=2); pwd; echo "[$A]"                    ¦ /\\n[]\\n
            yes | head -n 2                                     ¦ y\\ny\\n
            echo 'echo $1-$#' > s; chmod +x s; ./s a b          ¦ a-2\\n
            [ -x /bin/bash ] && exec bash || exec sh -c 'echo sh' ¦ sh\\n
            mkdir d/e; mkdir -p d/e && find d                   ¦ mkdir: can't create directory 'd/e': No such file or directory\\nd\\nd/e\\n
            rm /tmp; rm -r /tmp; ls /tmp                        ¦ rm: can't remove '/tmp': Is a directory\\nls: /tmp: No such file or directory\\n
            echo no > /etc/config/key; cat /etc/config/key      ¦ sh: can't create /etc/config/key: Read-only file system\\nvalue\\n
            rm /etc/config/key                                  ¦ rm: can't remove '/etc/config/key': Read-only file system\\n
            env | grep LEVEL; X=5 env | grep X                  ¦ LEVEL=info\\nX=5\\n
            date; id -u; whoami; uname                          ¦ Sun Nov 22 10:00:00 UTC 2026\\n0\\nroot\\nLinux\\n
            ps                                                  ¦ PID   USER     TIME  COMMAND\\n    1 root      0:00 /app/cart\\n    2 root      0:00 sh -c ps\\n    3 root      0:00 ps\\n
            echo a |                                            ¦ sh: syntax error: unexpected end of file\\n
            echo )                                              ¦ sh: syntax error: unexpected ")"\\n
            """)
    void the_shell_does_what_a_shell_does(String script, String printed) throws Exception {
        assertThat(run(script).replace("\n", "\\n")).isEqualTo(printed);
    }

    @Test
    void a_command_that_is_not_there_cannot_be_started() {
        assertThatThrownBy(() -> machine.start(List.of("bash"), streams(new ByteArrayOutputStream())))
                .isInstanceOf(CannotStartException.class)
                .hasMessage("exec: \"bash\": executable file not found in $PATH");
        assertThatThrownBy(() -> machine.start(List.of("/bin/bash"), streams(new ByteArrayOutputStream())))
                .hasMessage("exec: \"/bin/bash\": stat /bin/bash: no such file or directory");
    }

    @Test
    void what_is_exited_with_is_the_exit_code() throws Exception {
        assertThat(machine.start(List.of("sh", "-c", "exit 7"), streams(new ByteArrayOutputStream())))
                .isEqualTo(7);
    }

    @Test
    void files_end_where_the_room_does_and_give_it_back() throws Exception {
        assertThat(run("cat /dev/zero > /tmp/full; rm /tmp/full; echo $?"))
                .contains("No space left")
                .endsWith("0\n");
        assertThat(room.used()).isLessThan(1000);
        assertThat(run("echo fits > /tmp/small; cat /tmp/small")).isEqualTo("fits\n");
    }

    @Test
    void scripts_that_call_themselves_come_to_an_end() throws Exception {
        assertThat(run("echo 'sh /tmp/s; echo back' > /tmp/s; sh /tmp/s")).contains("can't fork", "back");
        assertThat(run("x=a; while true; do x=$x$x; done 2>&1 | head -n 1")).contains("out of memory");
    }

    @Test
    void an_archive_comes_out_as_it_went_in() throws Exception {
        String name = "a-long-name-".repeat(12);
        run("mkdir -p /tmp/in/deep; echo one > /tmp/in/one; echo two > /tmp/in/deep/" + name
                + "; cd /tmp; tar cf all.tar in; mkdir out; tar xf all.tar -C out");
        assertThat(run("cat /tmp/out/in/one /tmp/out/in/deep/" + name)).isEqualTo("one\ntwo\n");
    }

    @Test
    void a_terminal_shows_what_is_typed_and_lets_it_be_corrected() throws Exception {
        try (Conversation terminal = new Conversation(machine)) {
            terminal.see("/ # ");
            terminal.type("echo hellx\u007fo\r");
            terminal.see("echo hellx\b \bo\r\nhello\r\n/ # ");
            terminal.type("\u001b[A\r");
            terminal.see("echo hello\r\nhello\r\n/ # ");
            terminal.type("sleep 1000\r");
            terminal.see("sleep 1000\r\n");
            terminal.type("\u0003");
            terminal.see("^C\r\n/ # ");
            terminal.type("cat\rline\r\u0004");
            terminal.see("cat\r\nline\r\nline\r\n/ # ");
            terminal.type("echo 日本x\u007f語\r");
            terminal.see("echo 日本x\b \b語\r\n日本語\r\n/ # ");
            terminal.type("if true\r");
            terminal.see("if true\r\n> ");
            terminal.type("then echo yes; fi\r");
            terminal.see("then echo yes; fi\r\nyes\r\n/ # ");
            terminal.type("exit 3\r");
            assertThat(terminal.code()).isEqualTo(3);
        }
    }

    @Test
    void control_d_ends_the_shell() throws Exception {
        try (Conversation terminal = new Conversation(machine)) {
            terminal.see("/ # ");
            terminal.type("\u0004");
            assertThat(terminal.code()).isZero();
        }
    }

    @Test
    void all_that_runs_ends_with_the_machine() throws Exception {
        try (Conversation terminal = new Conversation(machine)) {
            terminal.see("/ # ");
            terminal.type("cat | grep x\r");
            terminal.see("cat | grep x\r\n");
            machine.end();
            assertThat(terminal.code()).isEqualTo(137);
        }
    }

    private String run(String script) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        machine.start(List.of("sh", "-c", script), streams(out));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Standard streams(OutputStream out) {
        return new Standard(new ByteArrayInputStream(new byte[0]), out, out, null);
    }

    /** Someone at a terminal. */
    private static final class Conversation implements AutoCloseable {
        private final Pipe keys = new Pipe();
        private final Pipe screen = new Pipe();
        private final InputStream shown = screen.reader();
        private final CompletableFuture<Integer> code = new CompletableFuture<>();

        Conversation(Machine machine) {
            Thread.ofVirtual().start(() -> {
                try {
                    code.complete(machine.start(
                            List.of("sh"),
                            new Standard(
                                    keys.reader(), screen.writer(), OutputStream.nullOutputStream(), new Window())));
                } catch (IOException | CannotStartException e) {
                    code.completeExceptionally(e);
                }
            });
        }

        void type(String text) throws IOException {
            keys.writer().write(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Waits until as much is shown. */
        void see(String text) throws IOException {
            byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
            assertThat(new String(shown.readNBytes(wanted.length), StandardCharsets.UTF_8))
                    .isEqualTo(text);
        }

        int code() throws Exception {
            return code.get(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() throws IOException {
            keys.writer().close();
        }
    }
}
