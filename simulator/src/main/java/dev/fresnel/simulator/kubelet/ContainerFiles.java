package dev.fresnel.simulator.kubelet;

import dev.fresnel.simulator.kubelet.machine.file.FileTree;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Puts into a container's files what its image and its pod say: programs, mounted ConfigMaps and Secrets, names. */
final class ContainerFiles {

    private static final String ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

    private final Map<String, Object> pod;
    private final Map<String, Object> container;
    private final Program program;
    private final Surroundings around;

    ContainerFiles(Map<String, Object> pod, Map<String, Object> container, Program program, Surroundings around) {
        this.pod = pod;
        this.container = container;
        this.program = program;
        this.around = around;
    }

    void fill(FileTree files, String main, Map<String, String> environment) {
        for (String folder : new String[] {"/tmp", "/var/run", "/dev", "/etc"}) {
            files.putFolder(folder);
        }
        program.base().fill(files);
        String[] words = main.split(" ", 2);
        if (files.find(words[0]) == null && words[0].startsWith("/")) {
            String version = Tree.text(container, "image").replaceFirst(".*[:@]", "");
            String name = FileTree.name(words[0]);
            files.putProgram(words[0], (dev.fresnel.simulator.kubelet.machine.Tool) task -> {
                task.print(name + " " + version + "\n");
                return 0;
            });
        }
        String hostname = Environment.hostname(pod);
        String address = Tree.text(pod, "status", "podIP");
        files.putFile("/etc/hostname", hostname + "\n");
        files.putFile(
                "/etc/hosts",
                "# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n"
                        + address + "\t" + hostname + "\n");
        files.putFile(
                "/etc/resolv.conf",
                "search " + Meta.namespace(pod) + ".svc.cluster.local svc.cluster.local cluster.local\n"
                        + "nameserver 10.96.0.10\noptions ndots:5\n");
        files.putFile("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n");
        devices(files);
        processes(files, main, environment);
        mounts(files);
    }

    private static void devices(FileTree files) {
        files.putDevice("/dev/null", InputStream::nullInputStream);
        files.putDevice("/dev/zero", () -> new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                Arrays.fill(bytes, offset, offset + length, (byte) 0);
                return length;
            }
        });
        files.putDevice("/dev/urandom", () -> new InputStream() {
            private final SplittableRandom random = new SplittableRandom();

            @Override
            public int read() {
                return random.nextInt(256);
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                for (int i = 0; i < length; i++) {
                    bytes[offset + i] = (byte) read();
                }
                return length;
            }
        });
    }

    private static void processes(FileTree files, String main, Map<String, String> environment) {
        files.putLive("/proc/1/cmdline", () -> main.replace(' ', '\0') + "\0");
        files.putLive("/proc/1/comm", () -> FileTree.name(main.split(" ", 2)[0]) + "\n");
        files.putLive("/proc/1/environ", () -> {
            StringBuilder all = new StringBuilder();
            environment.forEach(
                    (name, value) -> all.append(name).append('=').append(value).append('\0'));
            return all.toString();
        });
        files.putLive("/proc/version", () -> "Linux version 6.8.0-simulated\n");
    }

    private void mounts(FileTree files) {
        Map<String, Map<String, Object>> volumes = new LinkedHashMap<>();
        for (Map<String, Object> volume : Tree.maps(pod, "spec", "volumes")) {
            volumes.put(Tree.text(volume, "name"), volume);
        }
        for (Map<String, Object> mount : Tree.maps(container, "volumeMounts")) {
            String path = FileTree.absolute("/", Tree.text(mount, "mountPath"));
            Map<String, byte[]> data = data(volumes.getOrDefault(Tree.text(mount, "name"), Map.of()));
            String part = Tree.text(mount, "subPath");
            if (!part.isEmpty() && data.containsKey(part)) {
                files.putFile(path, new String(data.getOrDefault(part, new byte[0]), StandardCharsets.UTF_8));
            } else if (data.isEmpty()) {
                files.putFolder(path);
            } else {
                files.putFixed(path, data);
            }
        }
        boolean mounted = Tree.at(pod, "spec", "automountServiceAccountToken") == null
                || Tree.isTrue(pod, "spec", "automountServiceAccountToken");
        if (mounted && files.find(ACCOUNT) == null) {
            // the token is no one's: programs here reach no API server
            files.putFixed(
                    ACCOUNT,
                    Map.of(
                            "namespace",
                            Meta.namespace(pod).getBytes(StandardCharsets.UTF_8),
                            "token",
                            "simulated".getBytes(StandardCharsets.UTF_8)));
        }
    }

    private Map<String, byte[]> data(Map<String, Object> volume) {
        Map<String, byte[]> data = new LinkedHashMap<>();
        add(data, volume);
        for (Map<String, Object> source : Tree.maps(volume, "projected", "sources")) {
            add(data, source);
        }
        return data;
    }

    private void add(Map<String, byte[]> data, Map<String, Object> source) {
        String namespace = Meta.namespace(pod);
        around.configMap(namespace, Tree.text(source, "configMap", "name"))
                .ifPresent(map -> map.forEach(
                        (key, value) -> data.put(key, value.toString().getBytes(StandardCharsets.UTF_8))));
        String secret = Tree.text(source, "secret", "secretName") + Tree.text(source, "secret", "name");
        around.secret(namespace, secret)
                .ifPresent(map -> map.forEach((key, value) -> data.put(key, decode(value.toString()))));
    }

    static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return base64.getBytes(StandardCharsets.UTF_8);
        }
    }
}
