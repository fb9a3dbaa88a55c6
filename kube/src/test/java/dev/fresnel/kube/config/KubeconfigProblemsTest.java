package dev.fresnel.kube.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is said, where, and what to do; the rest works; and no secret is printed. */
@Timeout(20)
class KubeconfigProblemsTest {

    private static final String GOOD = """
            contexts: [{name: good, context: {cluster: good-cluster}}]
            clusters: [{name: good-cluster, cluster: {server: "https://good:6443"}}]
            """;

    @TempDir
    Path folder;

    @Test
    void where_there_is_none_it_says_where_it_looked() {
        Kubeconfig kubeconfig = KubeconfigSource.usual(null, folder).read();

        assertThat(kubeconfig.contexts()).isEmpty();
        assertThat(onlyMessage(kubeconfig))
                .contains("$KUBECONFIG is not set", folder.resolve(".kube/config") + " does not exist");
    }

    @Test
    void a_file_that_was_asked_for_must_exist() {
        Path missing = folder.resolve("missing");

        assertThat(onlyMessage(KubeconfigSource.of(List.of(missing)).read()))
                .isEqualTo(missing + " does not exist. Check the path that was given for the kubeconfig.");
    }

    @Test
    void broken_yaml_is_placed_and_leaves_other_files_working() throws IOException {
        Path broken = write("broken", "apiVersion: v1\nclusters:\n- name: [a\nusers: []\n");
        Path good = write("good", GOOD);

        Kubeconfig kubeconfig = KubeconfigSource.of(List.of(broken, good)).read();

        assertThat(kubeconfig.contexts()).extracting(Context::name).containsExactly("good");
        assertThat(kubeconfig.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(broken);
            assertThat(problem.line()).isEqualTo(4);
            assertThat(problem.column()).isEqualTo(6);
            assertThat(problem.message()).startsWith(broken + ", line 4, column 6, is not valid YAML: ");
        });
    }

    @Test
    void a_tab_is_not_yaml() {
        assertThat(onlyMessage(KubeconfigSource.parse("clusters:\n\t- name: a\n")))
                .startsWith("The kubeconfig, line 2, column 1, is not valid YAML: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello                            | is not a kubeconfig",
                "[1, 2]                           | is not a kubeconfig",
                "{kind: Pod, contexts: []}        | is not a kubeconfig",
                "{services: {web: {image: nginx}}} | is not a kubeconfig",
                "# nothing                        | is empty",
                "kind: Config                     | has no contexts",
                "contexts: 7                      | contexts must be a list",
                "contexts: [{context: {}}]        | an entry of contexts has no name",
            })
    void what_is_no_kubeconfig_is_said_to_be_none(String text, String message) {
        assertThat(KubeconfigSource.parse(text).problems())
                .first()
                .satisfies(problem -> assertThat(problem.message()).contains(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{cluster: gone}                        | uses the cluster gone, which is in none of the files",
                "{cluster: good-cluster, user: gone}    | uses the user gone, which is in none of the files",
                "{user: u}                              | names no cluster",
                "{cluster: noserver}                    | the cluster noserver, line 3, has no server",
                "{cluster: badserver}                   | has a server that is not an http or https URL",
                "{cluster: userinfo}                    | has a server URL with a user name in it",
                "{cluster: both}                        | both insecure-skip-tls-verify and a certificate-authority",
                "{cluster: badca}                       | certificate-authority-data that is not base64",
                "{cluster: badproxy}                    | proxy-url that is not an http, https or socks5 URL",
                "{cluster: good-cluster, user: twoways} | both a token and a user name",
                "{cluster: good-cluster, user: nokey}   | client-certificate without a client-key",
                "{cluster: good-cluster, user: alpha}   | apiVersion is client.authentication.k8s.io/v1alpha1",
                "{cluster: good-cluster, user: noexec}  | exec plugin without a command",
                "{cluster: good-cluster, user: nomode}  | without interactiveMode",
                "{cluster: good-cluster, user: nobody}  | as-groups or as-user-extra without as",
                "{cluster: good-cluster, user: list}    | must have fields",
                "{cluster: [a]}                         | has a cluster that must be text",
            })
    void a_broken_context_is_explained_and_leaves_the_others_working(String context, String message) {
        Kubeconfig kubeconfig = KubeconfigSource.parse("""
                clusters:
                - {name: good-cluster, cluster: {server: "https://good:6443"}}
                - {name: noserver, cluster: {insecure-skip-tls-verify: true}}
                - {name: badserver, cluster: {server: "ftp://x"}}
                - {name: userinfo, cluster: {server: "https://me:pw@x"}}
                - {name: both, cluster: {server: "https://x", insecure-skip-tls-verify: true, certificate-authority: ca}}
                - {name: badca, cluster: {server: "https://x", certificate-authority-data: "%%%"}}
                - {name: badproxy, cluster: {server: "https://x", proxy-url: "gopher://p"}}
                users:
                - {name: twoways, user: {token: t, username: u}}
                - {name: nokey, user: {client-certificate: c}}
                - {name: alpha, user: {exec: {command: c, apiVersion: client.authentication.k8s.io/v1alpha1}}}
                - {name: noexec, user: {exec: {apiVersion: client.authentication.k8s.io/v1}}}
                - {name: nomode, user: {exec: {command: c, apiVersion: client.authentication.k8s.io/v1}}}
                - {name: nobody, user: {as-groups: [g]}}
                - {name: list, user: []}
                contexts:
                - {name: good, context: {cluster: good-cluster}}
                - {name: bad, context: CONTEXT}
                """.replace("CONTEXT", context));

        assertThat(kubeconfig.contexts()).extracting(Context::name).containsExactly("good");
        assertThat(kubeconfig.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.context()).isEqualTo("bad");
            assertThat(problem.message()).startsWith("Context bad").contains(message);
        });
    }

    @Test
    void a_name_used_twice_in_a_file_is_said_and_the_first_is_kept() {
        Kubeconfig kubeconfig = KubeconfigSource.parse(GOOD + """
                users:
                - {name: u, user: {username: first}}
                - {name: u, user: {username: second}}
                """);

        assertThat(kubeconfig.contexts()).hasSize(1);
        assertThat(onlyMessage(kubeconfig)).contains("line 5", "users has a second entry named u");
    }

    @Test
    void a_current_context_that_does_not_exist_is_said() {
        assertThat(onlyMessage(KubeconfigSource.parse(GOOD + "current-context: gone\n")))
                .contains("The current context gone is in none of the files");
    }

    @Test
    void a_bomb_of_aliases_stays_small() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 24; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        bomb.append("""
                contexts: [{name: good, context: {cluster: c}}]
                clusters:
                - name: c
                  cluster:
                    server: https://good
                    extensions: [{name: client.authentication.k8s.io/exec, extension: *a23}]
                """);

        assertThat(onlyMessage(KubeconfigSource.parse(bomb.toString()))).contains("holds more than 10000 values");
    }

    @Test
    void depth_and_size_are_limited() throws IOException {
        assertThat(onlyMessage(KubeconfigSource.parse("clusters: " + "[".repeat(100_000))))
                .contains("nested more than 64 levels deep");
        Path big = folder.resolve("big");
        try (var file = Files.newByteChannel(big, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.position(20 << 20).write(ByteBuffer.wrap(new byte[] {1}));
        }
        assertThat(onlyMessage(KubeconfigSource.of(List.of(big)).read())).contains("larger than 16 MB");
    }

    @Test
    void an_alias_of_itself_does_no_harm() {
        Kubeconfig kubeconfig = KubeconfigSource.parse(GOOD + """
                users: &u
                - {name: x, user: {auth-provider: {name: oidc, config: {a: *u}}}}
                """);

        assertThat(kubeconfig.contexts()).extracting(Context::name).containsExactly("good");
    }

    @Test
    void folders_and_binary_files_are_named_as_such() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        assertThat(onlyMessage(KubeconfigSource.of(List.of(folder)).read())).contains("is a folder");
        assertThat(onlyMessage(KubeconfigSource.of(List.of(binary)).read())).contains("not text in UTF-8");
    }

    @Test
    void secrets_are_never_printed() {
        String canary = "canary-7f3a";
        String data = Base64.getEncoder().encodeToString(canary.getBytes(StandardCharsets.UTF_8));
        Kubeconfig kubeconfig =
                KubeconfigSource.parse("""
                contexts:
                - {name: a, context: {cluster: c, user: token}}
                - {name: b, context: {cluster: c, user: basic}}
                - {name: c, context: {cluster: c, user: exec}}
                - {name: d, context: {cluster: c, user: oidc}}
                - {name: e, context: {cluster: c, user: broken}}
                clusters: [{name: c, cluster: {server: "https://c", proxy-url: "http://me:CANARY@proxy:3128"}}]
                users:
                - {name: token, user: {token: CANARY, client-key-data: DATA, client-certificate-data: DATA}}
                - {name: basic, user: {username: u, password: CANARY}}
                - name: exec
                  user:
                    exec:
                      apiVersion: client.authentication.k8s.io/v1beta1
                      command: login
                      args: [--client-secret=CANARY]
                      env: [{name: SECRET, value: CANARY}]
                - {name: oidc, user: {auth-provider: {name: oidc, config: {client-secret: CANARY, id-token: CANARY}}}}
                - {name: broken, user: {token: CANARY, username: CANARY}}
                """.replace("CANARY", canary).replace("DATA", data));

        assertThat(kubeconfig.contexts()).hasSize(4);
        assertThat(kubeconfig.problems()).hasSize(1);
        assertThat(kubeconfig.toString()).doesNotContain(canary, data);
        assertThat(KubeconfigSource.parse("users: [{token: " + canary + "\n: }")
                        .problems()
                        .toString())
                .doesNotContain(canary);
    }

    @Test
    void changes_are_told_however_an_editor_writes() throws Exception {
        Path file = write("config", GOOD);
        var told = new LinkedBlockingQueue<Kubeconfig>();
        try (KubeconfigWatch watch =
                KubeconfigWatch.start(KubeconfigSource.of(List.of(file)), told::add, Duration.ofMillis(50))) {
            assertThat(watch.current().contexts()).extracting(Context::name).containsExactly("good");

            Files.writeString(file, GOOD.replace("name: good,", "name: written,"));
            assertThat(told.take().contexts()).extracting(Context::name).containsExactly("written");

            Path draft = write(".config.swp", GOOD.replace("name: good,", "name: renamed,"));
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            assertThat(told.take().contexts()).extracting(Context::name).containsExactly("renamed");

            Files.delete(file);
            assertThat(told.take().problems()).hasSize(1);

            Path elsewhere = write("elsewhere/config", GOOD.replace("name: good,", "name: linked,"));
            Files.createSymbolicLink(file, elsewhere);
            assertThat(told.take().contexts()).extracting(Context::name).containsExactly("linked");

            Files.writeString(elsewhere, GOOD.replace("name: good,", "name: through-the-link,"));
            assertThat(told.take().contexts()).extracting(Context::name).containsExactly("through-the-link");
            assertThat(watch.current().contexts()).extracting(Context::name).containsExactly("through-the-link");
        }
    }

    private static String onlyMessage(Kubeconfig kubeconfig) {
        assertThat(kubeconfig.problems()).hasSize(1);
        return kubeconfig.problems().getFirst().message();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
