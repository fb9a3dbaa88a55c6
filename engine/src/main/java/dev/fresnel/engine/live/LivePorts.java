package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.PortsData;
import dev.fresnel.engine.view.PortsData.Port;
import dev.fresnel.engine.view.ViewData;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.caller.Permission;
import dev.fresnel.kube.caller.Question;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which ports of an object can be forwarded, and whether the person may. */
final class LivePorts extends WholeView {

    private static final Logger LOG = LoggerFactory.getLogger(LivePorts.class);

    private final ObjectRef ref;
    private final Runnable changed;
    private final LogSubjects subjects;
    private final FollowedObject object;
    private volatile @Nullable Permission permission;
    private volatile String verb = "create";
    private @Nullable Thread asking;

    LivePorts(Surroundings around, ViewRequest.Ports request, Runnable changed) {
        this.ref = request.ref();
        this.changed = changed;
        this.subjects = new LogSubjects(around, changed);
        this.object = new FollowedObject(around, ref, false, changed);
    }

    @Override
    @Nullable
    ViewData data() {
        FollowedObject.Known owner = object.now();
        LogSubjects.Known known = subjects.of(List.of(ref));
        if (owner.connection() != null && asking == null) {
            Connection connection = owner.connection();
            asking = Thread.ofVirtual().name("may-i").start(() -> ask(connection));
        }
        Map<String, Object> tree = owner.tree();
        boolean service = LogSubjects.isService(owner.kind());
        List<Port> ports = service
                ? tree == null ? List.of() : ObjectPorts.ofService(tree)
                : known.pods().stream()
                        .flatMap(pod -> ObjectPorts.ofPod(pod.tree()).stream())
                        .distinct()
                        .toList();
        Permission answer = permission;
        String refusal = answer == null || answer.allowed() ? null : answer.reason();
        return new PortsData(
                ref,
                ports,
                service ? tree != null : known.all(),
                refusal == null ? null : Phrase.of("action.forbidden", "verb", verb, "resource", "pods/portforward"),
                refusal == null || refusal.isEmpty() ? null : refusal);
    }

    private void ask(Connection connection) {
        try {
            for (String each : List.of("create", "get")) {
                verb = each;
                permission =
                        connection.access().may(new Question(each, "", "pods", "portforward", ref.namespace(), null));
                if (!permission.allowed()) {
                    break;
                }
            }
            changed.run();
        } catch (IOException e) {
            // Not to know is no refusal: trying it will tell.
            LOG.debug("could not ask what is allowed: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    void look(ViewRequest request) {
        if (!(request instanceof ViewRequest.Ports ports) || !ports.ref().equals(ref)) {
            throw new IllegalArgumentException("this view is of one object's ports");
        }
    }

    @Override
    void end() {
        if (asking != null) {
            asking.interrupt();
        }
        subjects.close();
        object.close();
    }
}
