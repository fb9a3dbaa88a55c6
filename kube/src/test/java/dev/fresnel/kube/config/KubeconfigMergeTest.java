package dev.fresnel.kube.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of kubectl for files, merging and relative paths. */
class KubeconfigMergeTest {

    @TempDir
    Path folder;

    @Test
    void without_a_variable_the_file_in_the_home_folder_is_read() throws IOException {
        write("home/.kube/config", kubeconfig("home", "https://home:6443"));

        Kubeconfig kubeconfig =
                KubeconfigSource.usual(null, folder.resolve("home")).read();

        assertThat(kubeconfig.problems()).isEmpty();
        assertThat(kubeconfig.contexts()).extracting(Context::name).containsExactly("home");
        assertThat(kubeconfig.currentContext()).isEqualTo("home");
    }

    @Test
    void a_variable_that_is_set_replaces_the_file_in_the_home_folder() throws IOException {
        write("home/.kube/config", kubeconfig("home", "https://home:6443"));
        Path other = write("other", kubeconfig("other", "https://other:6443"));

        Kubeconfig kubeconfig =
                KubeconfigSource.usual(other.toString(), folder.resolve("home")).read();

        assertThat(kubeconfig.contexts()).extracting(Context::name).containsExactly("other");
    }

    @Test
    void an_empty_variable_is_as_none() throws IOException {
        write("home/.kube/config", kubeconfig("home", "https://home:6443"));

        assertThat(KubeconfigSource.usual("", folder.resolve("home")).read().contexts())
                .hasSize(1);
    }

    @Test
    void the_first_file_that_has_a_name_wins_with_the_whole_entry() throws IOException {
        Path first = write("first", """
                contexts:
                - {name: shared, context: {cluster: c, user: u}}
                clusters:
                - {name: c, cluster: {server: "https://first:6443"}}
                users:
                - {name: u, user: {username: ann}}
                """);
        Path second = write("second", """
                current-context: shared
                contexts:
                - {name: shared, context: {cluster: c, user: u, namespace: second}}
                - {name: only-second, context: {cluster: c, user: u2}}
                clusters:
                - {name: c, cluster: {server: "https://second:6443", tls-server-name: second}}
                users:
                - {name: u, user: {username: bob, password: second}}
                - {name: u2, user: {token: t}}
                """);

        Kubeconfig kubeconfig = read(first, second);

        Context shared = kubeconfig.context("shared").orElseThrow();
        assertThat(shared.cluster().server()).hasHost("first");
        assertThat(shared.cluster().tlsServerName()).isNull();
        assertThat(shared.namespace()).isEqualTo("default");
        assertThat(shared.user().username()).isEqualTo("ann");
        assertThat(shared.user().password()).isNull();
        assertThat(shared.origin()).isEqualTo(first);
        Context onlySecond = kubeconfig.context("only-second").orElseThrow();
        assertThat(onlySecond.cluster().server()).hasHost("first");
        assertThat(onlySecond.origin()).isEqualTo(second);
    }

    @Test
    void the_current_context_is_the_first_that_is_set() throws IOException {
        Path none = write("none", kubeconfig("a", "https://a").replace("current-context: a", "current-context: \"\""));
        Path some = write("some", kubeconfig("b", "https://b"));
        Path late = write("late", kubeconfig("c", "https://c"));

        assertThat(read(none, some, late).currentContext()).isEqualTo("b");
    }

    @Test
    void a_file_named_twice_is_read_once_and_a_missing_one_is_passed_over() throws IOException {
        Path file = write("file", kubeconfig("a", "https://a"));
        Path missing = folder.resolve("missing");

        KubeconfigSource source =
                KubeconfigSource.usual(String.join(File.pathSeparator, "" + file, "", "" + missing, "" + file), folder);

        assertThat(source.files()).containsExactly(file, missing);
        assertThat(source.read().contexts()).hasSize(1);
        assertThat(source.read().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("" + missing, "passed over"));
    }

    @Test
    void relative_paths_are_relative_to_their_own_file() throws IOException {
        Path first = write("one/config", """
                contexts: [{name: x, context: {cluster: c, user: u}}]
                clusters: [{name: c, cluster: {server: "https://c", certificate-authority: pki/ca.crt}}]
                """);
        Path second = write("two/config", """
                users:
                - name: u
                  user:
                    client-certificate: ../pki/me.crt
                    client-key: /etc/keys/me.key
                    tokenFile: token
                    exec:
                      apiVersion: client.authentication.k8s.io/v1
                      command: bin/login
                      interactiveMode: Never
                """);

        Context context = read(first, second).context("x").orElseThrow();

        assertThat(context.cluster().certificateAuthority())
                .isEqualTo(new Pem.InFile(folder.resolve("one/pki/ca.crt")));
        UserEntry user = context.user();
        assertThat(user.clientCertificate()).isEqualTo(new Pem.InFile(folder.resolve("pki/me.crt")));
        assertThat(user.clientKey()).isEqualTo(new Pem.InFile(Path.of("/etc/keys/me.key")));
        assertThat(user.tokenFile()).isEqualTo(folder.resolve("two/token"));
        assertThat(user.exec())
                .extracting(ExecPlugin::command)
                .isEqualTo(folder.resolve("two/bin/login").toString());
    }

    @Test
    void a_bare_command_is_left_to_the_path() throws IOException {
        Context context = read(write("f", """
                        contexts: [{name: x, context: {cluster: c, user: u}}]
                        clusters: [{name: c, cluster: {server: "https://c"}}]
                        users: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: aws}}}]
                        """)).context("x").orElseThrow();

        assertThat(context.user().exec()).isNotNull().satisfies(exec -> {
            assertThat(exec.command()).isEqualTo("aws");
            assertThat(exec.interactiveMode()).isEqualTo(ExecPlugin.InteractiveMode.IF_AVAILABLE);
        });
    }

    @Test
    void data_wins_over_a_file() throws IOException {
        Context context = read(write("f", """
                        contexts: [{name: x, context: {cluster: c}}]
                        clusters:
                        - name: c
                          cluster: {server: "https://c", certificate-authority: ca.crt, certificate-authority-data: Y2E=}
                        """)).context("x").orElseThrow();

        assertThat(context.cluster().certificateAuthority()).isEqualTo(new Pem.Inline(new Secret("ca")));
        assertThat(context.user()).isEqualTo(UserEntry.ANONYMOUS);
    }

    @Test
    void everything_a_user_and_a_cluster_can_say_is_read() throws IOException {
        Context context = read(write("f", """
                        apiVersion: v1
                        kind: Config
                        preferences: {}
                        contexts: [{name: x, context: {cluster: c, user: u, namespace: shop}}]
                        clusters:
                        - name: c
                          cluster:
                            server: https://10.0.0.1:6443/k8s/clusters/c-1
                            tls-server-name: kubernetes
                            proxy-url: socks5://localhost:1080
                            disable-compression: true
                            insecure-skip-tls-verify: true
                            extensions:
                            - name: other
                              extension: {a: 1}
                            - name: client.authentication.k8s.io/exec
                              extension: {audience: me, numbers: [1, 2.5, true, null]}
                        users:
                        - name: u
                          user:
                            as: jane
                            as-uid: "7"
                            as-groups: [dev, ops]
                            as-user-extra: {reason: [night, call]}
                            exec:
                              apiVersion: client.authentication.k8s.io/v1
                              command: get-token
                              args: [--for, "a b"]
                              env: [{name: REGION, value: eu}]
                              provideClusterInfo: true
                              interactiveMode: IfAvailable
                              installHint: |
                                Install it with brew.
                        """)).context("x").orElseThrow();

        ClusterEntry cluster = context.cluster();
        assertThat(context.namespace()).isEqualTo("shop");
        assertThat(cluster.server()).hasToString("https://10.0.0.1:6443/k8s/clusters/c-1");
        assertThat(cluster.tlsServerName()).isEqualTo("kubernetes");
        assertThat(cluster.proxyUrl()).isEqualTo(new Secret("socks5://localhost:1080"));
        assertThat(cluster.disableCompression()).isTrue();
        assertThat(cluster.insecureSkipTlsVerify()).isTrue();
        assertThat(cluster.execConfig()).hasToString("{audience=me, numbers=[1, 2.5, true, null]}");
        assertThat(context.user().impersonation()).isNotNull().satisfies(as -> {
            assertThat(as.user()).isEqualTo("jane");
            assertThat(as.uid()).isEqualTo("7");
            assertThat(as.groups()).containsExactly("dev", "ops");
            assertThat(as.extra()).containsEntry("reason", List.of("night", "call"));
        });
        assertThat(context.user().exec()).isNotNull().satisfies(exec -> {
            assertThat(exec.args()).containsExactly("--for", "a b");
            assertThat(exec.env()).containsEntry("REGION", new Secret("eu"));
            assertThat(exec.provideClusterInfo()).isTrue();
            assertThat(exec.installHint()).isEqualTo("Install it with brew.");
        });
    }

    @Test
    void json_is_yaml_and_anchors_and_merges_are_followed() throws IOException {
        Kubeconfig kubeconfig = read(
                write("json", "{\"clusters\":[{\"name\":\"c\",\"cluster\":{\"server\":\"https://c\"}}]}"),
                write("y", """
                        x: &base {cluster: c, namespace: shop}
                        contexts:
                        - {name: a, context: *base}
                        - {name: b, context: {<<: *base, namespace: own}}
                        """));

        assertThat(kubeconfig.context("a").orElseThrow().namespace()).isEqualTo("shop");
        assertThat(kubeconfig.context("b").orElseThrow().namespace()).isEqualTo("own");
    }

    private Kubeconfig read(Path... files) {
        return KubeconfigSource.of(List.of(files)).read();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static String kubeconfig(String name, String server) {
        return """
                apiVersion: v1
                kind: Config
                current-context: NAME
                contexts:
                - name: NAME
                  context: {cluster: NAME, user: NAME}
                clusters:
                - name: NAME
                  cluster: {server: "SERVER"}
                users:
                - name: NAME
                  user: {token: sesame}
                """.replace("NAME", name).replace("SERVER", server);
    }
}
