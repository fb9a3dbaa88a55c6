package dev.fresnel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class FresnelCommandTest {

    private final RecordingLauncher launcher = new RecordingLauncher();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return command().execute(args);
    }

    private CommandLine command() {
        return FresnelCommand.commandLine(launcher)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
    }

    private ServeOptions options() {
        return Objects.requireNonNull(launcher.options, "nothing was started: " + err);
    }

    @Test
    void without_options_it_serves_the_usual_kubeconfig_and_opens_a_browser() {
        assertThat(run()).isZero();

        assertThat(launcher.started).containsExactly("serve usual");
        assertThat(options().port()).isEqualTo(-1);
        assertThat(options().opensBrowser()).isTrue();
        assertThat(options().packs()).isEmpty();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void every_option_does_what_it_says() {
        assertThat(run(
                        "--kubeconfig",
                        "a.yaml",
                        "--kubeconfig=b.yaml",
                        "--port",
                        "0",
                        "--no-browser",
                        "--packs",
                        "mine",
                        "--packs",
                        "ours"))
                .isZero();

        assertThat(launcher.started).containsExactly("serve [a.yaml, b.yaml]");
        assertThat(options().port()).isZero();
        assertThat(options().opensBrowser()).isFalse();
        assertThat(options().packs()).isEqualTo(List.of(Path.of("mine"), Path.of("ours")));
    }

    @Test
    void the_demo_has_its_own_options() {
        assertThat(run("demo")).isZero();
        assertThat(run(
                        "demo",
                        "--port",
                        "65535",
                        "--simulator-port",
                        "65534",
                        "--write-kubeconfig",
                        "demo.yaml",
                        "--no-browser"))
                .isZero();

        assertThat(launcher.started).containsExactly("demo 0 null", "demo 65534 demo.yaml");
        assertThat(options().port()).isEqualTo(65535);
        assertThat(options().opensBrowser()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "--port 65536, --port 65536 is not between 0 and 65535",
                "--port -1, --port -1 is not between 0 and 65535",
                "--port http, Invalid value for option '--port': 'http' is not an int",
                "--port, Missing required parameter for option '--port' (PORT)",
                "--prot=80, Unknown option: '--prot=80'",
                "xyz, Unmatched argument at index 0: 'xyz'",
                "demo --port -7, --port -7 is not between 0 and 65535",
                "demo --simulator-port 65535, --simulator-port 65535 is not between 0 and 65534",
                "demo --pods 0, \"A cluster needs at least one pod, not 0.\"",
                "demo --pods 1000 --nodes 3, \"1000 pods need between 10 and 38000 nodes, not 3.\"",
                "demo --churn -1, \"The churn is a number of changes a second, not -1.\"",
                "simulate --clusters 51, --clusters 51 is not between 1 and 50",
                "demo --simulator-port -1, --simulator-port -1 is not between 0 and 65534",
                "demo --kubeconfig=a, Unknown option: '--kubeconfig=a'",
                "--port 80 demo, \"--port stands before demo: write it after, as in fresnel demo --port\"",
                "--kubeconfig a demo, --kubeconfig stands before demo",
                "--kubeconfig a problems, --kubeconfig stands before problems",
                "problems -o yaml, -o yaml is neither table nor json",
                "problems --timeout 0, --timeout 0 is less than a second"
            })
    void a_wrong_command_line_starts_nothing_and_says_what_is_wrong(String line, String message) {
        assertThat(run(line.split(" "))).isEqualTo(2);

        assertThat(launcher.started).isEmpty();
        assertThat(err.toString()).startsWith("fresnel: " + message).endsWith(" --help." + System.lineSeparator());
        assertThat(err.toString()).as("help would hide the message").hasLineCount(2);
    }

    @Test
    void problems_are_those_of_the_current_context_unless_something_else_is_said() {
        assertThat(run("problems")).isZero();
        assertThat(run("problems", "--context", "prod", "-n", "a", "-n", "b", "-o", "json", "--timeout", "5"))
                .isZero();

        assertThat(launcher.started)
                .containsExactly(
                        "problems ProblemsOptions[context=null, namespaces=[], json=false, patience=PT1M]",
                        "problems ProblemsOptions[context=prod, namespaces=[a, b], json=true, patience=PT5S]");
    }

    @Test
    void a_slip_of_the_pen_is_answered_with_what_was_likely_meant() {
        assertThat(run("dmo")).isEqualTo(2);
        assertThat(err.toString()).contains("demo");
    }

    @Test
    void a_start_that_fails_is_one_sentence_and_status_one() {
        launcher.failure = new IOException("port 80 is taken by another program");

        assertThat(run("--port", "80")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("fresnel: port 80 is taken by another program");
    }

    @Test
    void a_failure_without_words_is_at_least_named() {
        launcher.failure = new SocketException();

        assertThat(run("demo")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("fresnel: java.net.SocketException");
    }

    @Test
    void clusters_of_any_size_take_the_place_of_the_demos() {
        assertThat(run("demo", "--pods", "100000", "--nodes", "5000", "--churn", "500"))
                .isZero();
        assertThat(run("demo", "--clusters", "2")).isZero();
        assertThat(run("simulate", "--pods", "300", "--churn", "0", "--simulator-port", "18000"))
                .isZero();
        assertThat(run("simulate", "--write-kubeconfig", "demo.yaml")).isZero();

        assertThat(launcher.started)
                .containsExactly(
                        "demo 0 null scale-1 100000/5000/500",
                        "demo 0 null scale-1 10000/500/20 scale-2 10000/500/20",
                        "simulate 18000 null scale-1 300/15/0",
                        "simulate 0 demo.yaml");
    }

    @Test
    void help_explains_every_option_and_names_the_demo() {
        assertThat(run("--help")).isZero();
        assertExplained(command());
        assertThat(out.toString()).contains("demo", "KUBECONFIG", "FRESNEL_LOG", "Exit status");
    }

    @Test
    void help_of_the_demo_and_of_simulate_explains_their_options() {
        assertThat(run("demo", "--help")).isZero();
        assertExplained(Objects.requireNonNull(command().getSubcommands().get("demo")));
        assertThat(run("simulate", "--help")).isZero();
        assertExplained(Objects.requireNonNull(command().getSubcommands().get("simulate")));
        assertThat(launcher.started).isEmpty();
    }

    private void assertExplained(CommandLine command) {
        assertThat(command.getCommandSpec().options()).hasSizeGreaterThan(4);
        for (OptionSpec option : command.getCommandSpec().options()) {
            assertThat(out.toString()).contains(option.longestName());
            assertThat(String.join(" ", option.description()))
                    .as(option.longestName())
                    .hasSizeGreaterThan(10);
        }
    }

    @Test
    void it_tells_its_version() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString().strip()).isEqualTo("Fresnel " + FresnelCommand.VERSION);
    }
}
