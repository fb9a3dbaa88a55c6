package dev.fresnel.simulator.kubelet;

import java.util.Map;
import java.util.Optional;

/** What a container finds around it when it starts. */
interface Surroundings {

    /** The data of a ConfigMap of the namespace; none if there is no such ConfigMap. */
    Optional<Map<String, Object>> configMap(String namespace, String name);

    /** The data of a Secret of the namespace; none if there is no such Secret. */
    Optional<Map<String, Object>> secret(String namespace, String name);

    /** Whether the cluster's DNS knows the host, as seen from the namespace. */
    boolean resolves(String namespace, String host);

    /** Whether the image has been pulled to the node before. */
    boolean hasImage(String node, String image);

    /** An address for a new pod on the node. */
    String podAddress(Map<String, Object> pod);

    /** The node's own address. */
    String nodeAddress(String node);
}
