package dev.fresnel.kube.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One cluster as one person, ready to connect to. Two that are equal lead to the same server by the same credentials.
 *
 * @param name unique within a {@link Kubeconfig}
 * @param cluster where
 * @param user as whom
 * @param namespace where commands look when nothing else is said; {@code default} where the kubeconfig tells none
 * @param origin the file that defines it, null where it came from no file
 */
public record Context(
        String name,
        ClusterEntry cluster,
        UserEntry user,
        String namespace,
        @Nullable Path origin) {

    /**
     * Whether another one leads to the same server by the same credentials, whichever file it stands in and wherever its
     * commands look: {@code kubectl config set-context --current --namespace=shop} makes it no other one.
     */
    public boolean leadsWhere(Context other) {
        return name.equals(other.name) && cluster.equals(other.cluster) && user.equals(other.user);
    }
}
