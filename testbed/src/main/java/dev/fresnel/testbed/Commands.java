package dev.fresnel.testbed;

import java.nio.file.Path;
import java.util.List;

/**
 * The command line of each part. Everything listens on 127.0.0.1 only.
 *
 * @param data the folder for etcd's data
 * @param kubeconfig the administrator's, for the controllers
 * @param kwokConfiguration from {@link Kubelets#configure}
 */
record Commands(
        Programs programs,
        Credentials credentials,
        Path data,
        Path kubeconfig,
        Path kwokConfiguration,
        int apiServerPort,
        int etcdPort,
        int etcdPeerPort) {

    /** Without fsync: a machine that dies may lose the data, and nothing here is worth waiting for the disk. */
    List<String> etcd() {
        String client = "http://127.0.0.1:" + etcdPort;
        String peer = "http://127.0.0.1:" + etcdPeerPort;
        return List.of(
                programs.path("etcd"),
                "--data-dir=" + data,
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer,
                "--force-new-cluster", // on other ports than the last time, with the same data
                "--unsafe-no-fsync",
                "--quota-backend-bytes=8589934592");
    }

    /**
     * The front proxy has a certificate authority of its own, so that aggregated APIs (metrics-server, KEDA) can be
     * put behind it.
     */
    List<String> apiServer() {
        return List.of(
                programs.path("kube-apiserver"),
                "--etcd-servers=http://127.0.0.1:" + etcdPort,
                "--bind-address=127.0.0.1",
                "--secure-port=" + apiServerPort,
                // Becomes the endpoint of the Service "kubernetes", which may not be a loopback address. From the
                // range reserved for documentation (RFC 5737), so that nobody is there.
                "--advertise-address=192.0.2.1",
                "--tls-cert-file=" + credentials.path("kube-apiserver.crt"),
                "--tls-private-key-file=" + credentials.path("kube-apiserver.key"),
                "--client-ca-file=" + credentials.path("ca.crt"),
                "--token-auth-file=" + credentials.path("tokens.csv"),
                "--authorization-mode=Node,RBAC",
                "--allow-privileged=true",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + credentials.path("service-accounts.pub"),
                "--service-account-signing-key-file=" + credentials.path("service-accounts.key"),
                "--service-cluster-ip-range=10.96.0.0/16",
                "--kubelet-preferred-address-types=InternalIP",
                "--kubelet-certificate-authority=" + credentials.path("ca.crt"),
                "--kubelet-client-certificate=" + credentials.path("kubelet-client.crt"),
                "--kubelet-client-key=" + credentials.path("kubelet-client.key"),
                "--requestheader-client-ca-file=" + credentials.path("front-proxy-ca.crt"),
                "--requestheader-username-headers=X-Remote-User",
                "--requestheader-group-headers=X-Remote-Group",
                "--requestheader-extra-headers-prefix=X-Remote-Extra-",
                "--proxy-client-cert-file=" + credentials.path("front-proxy-client.crt"),
                "--proxy-client-key-file=" + credentials.path("front-proxy-client.key"));
    }

    /** Twenty times the usual requests a second, or else filling a cluster takes as long as on a real one. */
    List<String> controllerManager() {
        return List.of(
                programs.path("kube-controller-manager"),
                "--kubeconfig=" + kubeconfig,
                "--leader-elect=false",
                "--secure-port=0",
                "--service-account-private-key-file=" + credentials.path("service-accounts.key"),
                "--root-ca-file=" + credentials.path("ca.crt"),
                "--cluster-signing-cert-file=" + credentials.path("ca.crt"),
                "--cluster-signing-key-file=" + credentials.path("ca.key"),
                "--horizontal-pod-autoscaler-sync-period=5s",
                "--kube-api-qps=1000",
                "--kube-api-burst=2000",
                "--concurrent-deployment-syncs=20",
                "--concurrent-replicaset-syncs=20");
    }

    List<String> scheduler() {
        return List.of(
                programs.path("kube-scheduler"),
                "--kubeconfig=" + kubeconfig,
                "--leader-elect=false",
                "--secure-port=0",
                "--kube-api-qps=1000",
                "--kube-api-burst=2000");
    }

    List<String> kwok() {
        return List.of(programs.path("kwok"), "--kubeconfig=" + kubeconfig, "--config=" + kwokConfiguration);
    }

    /** Reads what is used every ten seconds, which is the least it allows, from what kwok says of each node. */
    List<String> metricsServer(int port, Path folder) {
        return List.of(
                programs.path("metrics-server"),
                "--kubeconfig=" + kubeconfig,
                "--authentication-kubeconfig=" + kubeconfig,
                "--authorization-kubeconfig=" + kubeconfig,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + folder,
                "--metric-resolution=10s",
                "--kubelet-request-timeout=5s",
                "--kubelet-preferred-address-types=InternalIP",
                "--kubelet-use-node-status-port",
                "--kubelet-certificate-authority=" + credentials.path("ca.crt"),
                "--kubelet-client-certificate=" + credentials.path("kubelet-client.crt"),
                "--kubelet-client-key=" + credentials.path("kubelet-client.key"));
    }
}
