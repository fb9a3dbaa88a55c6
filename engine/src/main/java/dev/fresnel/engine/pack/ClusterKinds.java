package dev.fresnel.engine.pack;

import dev.fresnel.kube.discovery.Kind;
import org.jspecify.annotations.Nullable;

/** What a cluster serves, as far as links need it. Thread-safe; may change as the cluster's discovery does. */
public interface ClusterKinds {

    /** The Cluster's name, for {@link dev.fresnel.engine.view.ObjectRef}s. */
    String cluster();

    /** The kind of that group ({@code ""} for the core group) and name ({@code Pod}), or null where it is not served. */
    @Nullable
    Kind find(String group, String name);
}
