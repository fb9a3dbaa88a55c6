package dev.fresnel.engine.details;

import dev.fresnel.engine.kubernetes.Amounts;
import dev.fresnel.engine.kubernetes.PodState;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.DetailsData.Container;
import dev.fresnel.engine.view.DetailsData.Property;
import dev.fresnel.engine.view.DetailsData.Section;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Containers of a pod, with how they are, or of a pod template. */
final class ContainerSections {

    private final Page page;
    private final Environment environment;

    ContainerSections(Page page) {
        this.page = page;
        this.environment = new Environment(page);
    }

    /**
     * @param spec a pod's spec
     * @param status the pod's status; empty for a template
     */
    @Nullable
    Section section(String id, String title, Object spec, Map<String, Object> status) {
        List<Container> containers = new ArrayList<>();
        add(containers, spec, "initContainers", status, "initContainerStatuses");
        add(containers, spec, "containers", status, "containerStatuses");
        add(containers, spec, "ephemeralContainers", status, "ephemeralContainerStatuses");
        return containers.isEmpty()
                ? null
                : new Section.Containers(id, page.words().of(title), containers);
    }

    private void add(List<Container> to, Object spec, String list, Map<String, Object> status, String statuses) {
        for (Object container : Tree.list(spec, list)) {
            Object its = Tree.list(status, statuses).stream()
                    .filter(s -> Tree.text(s, "name").equals(Tree.text(container, "name")))
                    .findFirst()
                    .orElse(null);
            to.add(container(container, role(list, container), its));
        }
    }

    private static String role(String list, Object container) {
        return switch (list) {
            case "initContainers" -> PodState.isSidecar(container) ? "sidecar" : "init";
            case "ephemeralContainers" -> "ephemeral";
            default -> "container";
        };
    }

    private Container container(Object container, String role, @Nullable Object status) {
        return new Container(
                Tree.text(container, "name"),
                role,
                Tree.text(container, "image"),
                status == null ? null : state(status, role),
                status == null ? null : restarts(status),
                status == null ? null : ended(Tree.at(status, "lastState", "terminated")),
                properties(container, status),
                environment.of(container),
                mounts(container));
    }

    private static Cell.Status state(Object status, String role) {
        Object waiting = Tree.at(status, "state", "waiting");
        Object terminated = Tree.at(status, "state", "terminated");
        if (Tree.at(status, "state", "running") != null) {
            boolean ready = Tree.yes(status, "ready") || role.equals("ephemeral") || role.equals("init");
            if (ready) {
                return new Cell.Status(Severity.HEALTHY, "Running");
            }
            boolean starting = Boolean.FALSE.equals(Tree.at(status, "started"));
            return starting
                    ? new Cell.Status(Severity.PROGRESSING, "Running", Phrase.of("reason.starting"))
                    : new Cell.Status(Severity.WARNING, "Running", Phrase.of("reason.notReady"));
        }
        if (terminated != null) {
            return new Cell.Status(
                    Tree.whole(0, terminated, "exitCode") == 0 ? Severity.HEALTHY : Severity.FAILED,
                    ending(terminated));
        }
        String reason = Tree.text(waiting, "reason");
        boolean starting = List.of("ContainerCreating", "PodInitializing", "").contains(reason);
        return new Cell.Status(
                starting ? Severity.PROGRESSING : Severity.FAILED, reason.isEmpty() ? "Waiting" : reason);
    }

    private static String ending(Object terminated) {
        String reason = Tree.text(terminated, "reason");
        long code = Tree.whole(0, terminated, "exitCode");
        long signal = Tree.whole(0, terminated, "signal");
        String how = signal != 0 ? "signal " + signal : "exit " + code;
        return reason.isEmpty() ? how : code == 0 && signal == 0 ? reason : reason + " · " + how;
    }

    private static @Nullable Cell ended(@Nullable Object terminated) {
        return terminated == null
                ? null
                : new Cell.Status(
                        Tree.whole(0, terminated, "exitCode") == 0 ? Severity.HEALTHY : Severity.FAILED,
                        ending(terminated));
    }

    private static Cell.Restarts restarts(Object status) {
        long count = Tree.whole(0, status, "restartCount");
        return new Cell.Restarts(count, count == 0 ? null : Tree.time(status, "lastState", "terminated", "finishedAt"));
    }

    private List<Property> properties(Object container, @Nullable Object status) {
        List<Property> all = new ArrayList<>();
        // Why it does not run comes first: that is what most people look for.
        all.add(page.property("Waits because", Page.text(Tree.text(status, "state", "waiting", "message"))));
        all.add(page.property("Ended because", Page.text(Tree.text(status, "state", "terminated", "message"))));
        all.add(page.property("Started", time(status, "state", "running", "startedAt")));
        all.add(page.property("Last started", time(status, "lastState", "terminated", "startedAt")));
        all.add(page.property("Last ended", time(status, "lastState", "terminated", "finishedAt")));
        all.add(page.property(
                "Last ended because", Page.text(Tree.text(status, "lastState", "terminated", "message"))));
        all.add(page.property("Image ID", Page.code(Tree.text(status, "imageID"))));
        all.add(page.property("Pull policy", Page.text(Tree.text(container, "imagePullPolicy"))));
        all.add(page.property(
                "Ports",
                Page.tags(Tree.list(container, "ports").stream()
                        .map(ContainerSections::port)
                        .toList())));
        all.add(page.property("Command", Page.code(words(container, "command"))));
        all.add(page.property("Arguments", Page.code(words(container, "args"))));
        all.add(page.property("Working directory", Page.code(Tree.text(container, "workingDir"))));
        all.addAll(resources(container));
        for (String probe : List.of("liveness", "readiness", "startup")) {
            Object spec = Tree.at(container, probe + "Probe");
            String title = Character.toUpperCase(probe.charAt(0)) + probe.substring(1) + " probe";
            all.add(page.property(title, spec == null ? Page.text("") : Page.code(Probes.text(spec))));
        }
        for (String hook : List.of("postStart", "preStop")) {
            Object handler = Tree.at(container, "lifecycle", hook);
            String title = hook.equals("postStart") ? "After start" : "Before stop";
            all.add(page.property(title, handler == null ? Page.text("") : Page.code(Probes.handler(handler))));
        }
        all.add(page.property("Security", Page.code(Tree.brief(Tree.at(container, "securityContext")))));
        return Page.present(all);
    }

    private static Cell time(@Nullable Object from, String... names) {
        Long at = Tree.time(from, names);
        return at == null ? new Cell.Missing() : new Cell.Time(at);
    }

    private static String words(Object container, String list) {
        return String.join(
                " ",
                Tree.list(container, list).stream()
                        .map(Tree::scalar)
                        .map(word -> word.isEmpty() || word.indexOf(' ') >= 0 ? "\"" + word + "\"" : word)
                        .toList());
    }

    /** Of each resource what is asked for, then what is the most. */
    private List<Property> resources(Object container) {
        Map<String, Object> requests = Tree.map(container, "resources", "requests");
        Map<String, Object> limits = Tree.map(container, "resources", "limits");
        Set<String> resources = new LinkedHashSet<>(requests.keySet());
        resources.addAll(limits.keySet());
        List<Property> all = new ArrayList<>();
        for (String resource : resources) {
            add(all, resource, "request", requests);
            add(all, resource, "limit", limits);
        }
        return all;
    }

    private void add(List<Property> to, String resource, String which, Map<String, Object> amounts) {
        String title = switch (resource) {
            case "cpu" -> "CPU";
            case "memory" -> page.words().of("Memory");
            default -> resource;
        };
        String label = title + " " + page.words().of(which);
        to.add(new Property(label, Amounts.quantity(Tree.scalar(amounts.get(resource))), null));
    }

    private static String port(Object port) {
        String name = Tree.text(port, "name");
        String host = Tree.text(port, "hostPort");
        String protocol = Tree.text(port, "protocol");
        return Tree.text(port, "containerPort") + "/" + (protocol.isEmpty() ? "TCP" : protocol)
                + (name.isEmpty() ? "" : " (" + name + ")")
                + (host.isEmpty() ? "" : " on host " + host);
    }

    private List<Property> mounts(Object container) {
        List<Property> mounts = new ArrayList<>();
        for (Object mount : Tree.list(container, "volumeMounts")) {
            String sub = Tree.text(mount, "subPath");
            String text = Tree.text(mount, "name")
                    + (sub.isEmpty() ? "" : "/" + sub)
                    + (Tree.yes(mount, "readOnly") ? " (" + page.words().of("read only") + ")" : "");
            mounts.add(new Property(Tree.text(mount, "mountPath"), Page.code(text), null));
        }
        for (Object device : Tree.list(container, "volumeDevices")) {
            mounts.add(new Property(Tree.text(device, "devicePath"), Page.code(Tree.text(device, "name")), null));
        }
        return mounts;
    }
}
