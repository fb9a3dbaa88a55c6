package dev.fresnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, asked to stop while a login program keeps it waiting. */
@Timeout(60)
class StopTest {

    @TempDir
    Path folder;

    @RepeatedTest(3)
    void a_login_program_does_not_outlive_the_program_that_started_it() throws Exception {
        Path login = script("echo $$ > \"$0.pid\"\nsleep 600\nsleep 600");
        Process fresnel = start("--kubeconfig", kubeconfig(login).toString());
        ProcessHandle program = running(login);

        fresnel.destroy();

        assertThat(fresnel.waitFor()).isEqualTo(128 + 15);
        // It sleeps for ten minutes: it is gone sooner only where it was ended.
        assertThat(program.onExit()).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void the_demo_leaves_nothing_behind() throws Exception {
        Process fresnel = start("demo");
        Path said = folder.resolve("said");
        while (!Files.readString(said).contains("/launch?token=")) {
            assertThat(fresnel.isAlive()).as(Files.readString(said)).isTrue();
            Thread.onSpinWait();
        }
        assertThat(temporary()).isNotEmpty();

        fresnel.destroy();

        assertThat(fresnel.waitFor()).isEqualTo(128 + 15);
        assertThat(temporary()).isEmpty();
    }

    private List<Path> temporary() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("fresnel-demo"))
                    .toList();
        }
    }

    private Process start(String... arguments) throws IOException {
        Path web = Files.createDirectories(folder.resolve("web"));
        Files.writeString(web.resolve("index.html"), "<!doctype html><title>page</title>");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfresnel.web=" + web,
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--port", "0", "--no-browser"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }

    private Path kubeconfig(Path login) throws IOException {
        return Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: slow
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
                contexts: [{name: slow, context: {cluster: c, user: u}}]
                users:
                - name: u
                  user:
                    exec:
                      apiVersion: client.authentication.k8s.io/v1
                      command: %s
                      interactiveMode: Never
                """.formatted(login));
    }

    private Path script(String body) throws IOException {
        Path file = Files.writeString(folder.resolve("login"), "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /** The program, once it says that it runs. */
    private static ProcessHandle running(Path login) throws IOException {
        Path said = Path.of(login + ".pid");
        while (!Files.exists(said) || !Files.readString(said).endsWith("\n")) {
            Thread.onSpinWait();
        }
        return ProcessHandle.of(Long.parseLong(Files.readString(said).strip())).orElseThrow();
    }
}
