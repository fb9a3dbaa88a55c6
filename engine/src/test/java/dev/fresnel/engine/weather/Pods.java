package dev.fresnel.engine.weather;

import dev.fresnel.testbed.ControlPlane;

/** Pods to look at. */
final class Pods {

    private Pods() {}

    /** Makes so many pods, and waits until they run. */
    static void run(ControlPlane plane, String namespace, String name, int count) {
        plane.kubectlWithInput("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  replicas: %2$d
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec: {containers: [{name: web, image: nginx}]}
                """.formatted(name, count), "apply", "--namespace", namespace, "--filename", "-");
        plane.kubectl("rollout", "status", "deployment/" + name, "--namespace", namespace, "--timeout=60s");
    }

    /** Makes one pod. */
    static void runOne(ControlPlane plane, String namespace, String name) {
        plane.kubectl("run", name, "--image=nginx", "--namespace", namespace);
    }
}
