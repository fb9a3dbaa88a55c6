package dev.fresnel.simulator.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.World;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AccessTest {

    private static final User VIEWER = new User("viewer", "", List.of("viewers", "system:authenticated"));

    private final World world = new World();
    private final Access access = new Access(world.storage);

    @Test
    void without_a_role_one_may_only_ask_what_is_served() {
        assertThat(may(VIEWER, "GET", "/api/v1/namespaces/shop/pods")).isFalse();
        assertThat(may(VIEWER, "GET", "/apis")).isTrue();
        assertThat(may(User.ANONYMOUS, "GET", "/apis")).isFalse();
        assertThat(may(User.ANONYMOUS, "GET", "/healthz")).isTrue();
        assertThat(may(User.ADMINISTRATOR, "DELETE", "/api/v1/nodes/a")).isTrue();
    }

    @Test
    void a_role_holds_in_its_namespace_for_its_verbs_and_names() {
        world.create("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: r}
                rules:
                - {apiGroups: [""], resources: [pods, pods/log], verbs: [get, list]}
                - {apiGroups: [""], resources: [configmaps], resourceNames: [mine], verbs: [get, list]}
                """);
        bind("{kind: Group, name: viewers}", "{kind: Role, name: r}");

        assertThat(may(VIEWER, "GET", "/api/v1/namespaces/shop/pods")).isTrue();
        assertThat(may(VIEWER, "GET", "/api/v1/namespaces/shop/pods/a/log")).isTrue();
        assertThat(may(VIEWER, "POST", "/api/v1/namespaces/shop/pods/a/exec")).isFalse();
        assertThat(may(VIEWER, "DELETE", "/api/v1/namespaces/shop/pods/a")).isFalse();
        assertThat(may(VIEWER, "GET", "/api/v1/namespaces/other/pods")).isFalse();
        assertThat(may(VIEWER, "GET", "/api/v1/pods")).isFalse();
        assertThat(may(VIEWER, "GET", "/api/v1/namespaces/shop/configmaps/mine"))
                .isTrue();
        assertThat(may(VIEWER, "GET", "/api/v1/namespaces/shop/configmaps")).isFalse();
        assertThat(access.judge(VIEWER, attempt("GET", "/api/v1/namespaces/shop/pods"))
                        .reason())
                .isEqualTo("RBAC: allowed by RoleBinding \"b/shop\" of Role \"r\" to Group \"viewers\"");
    }

    @Test
    void a_cluster_role_may_be_the_sum_of_others() {
        world.create("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: sum}
                aggregationRule: {clusterRoleSelectors: [{matchLabels: {to: sum}}]}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: part, labels: {to: sum}}
                rules: [{apiGroups: [apps], resources: ["*"], verbs: ["*"]}]
                """);
        bind("{kind: ServiceAccount, name: robot, namespace: shop}", "{kind: ClusterRole, name: sum}");
        User robot = User.serviceAccount("shop", "robot", "").authenticated();

        assertThat(may(robot, "PATCH", "/apis/apps/v1/namespaces/shop/deployments/a/scale"))
                .isTrue();
        assertThat(may(robot, "PATCH", "/apis/batch/v1/namespaces/shop/jobs/a")).isFalse();
        assertThat(may(VIEWER, "GET", "/apis/apps/v1/namespaces/shop/deployments"))
                .isFalse();
    }

    private void bind(String subject, String role) {
        world.create("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: b}
                subjects: [%s]
                roleRef: %s
                """.formatted(subject, role));
    }

    private boolean may(User user, String method, String path) {
        return access.judge(user, attempt(method, path)).allowed();
    }

    private static Attempt attempt(String method, String path) {
        UnaryOperator<String> noQuery = _ -> "";
        return Attempt.of(method, List.of(path.substring(1).split("/", -1)), noQuery);
    }
}
