package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.reconcile.Selector;
import dev.fresnel.simulator.storage.Deletion;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the addresses behind each Service with a selector, as Endpoints and as an EndpointSlice. */
public final class EndpointController implements Controller {
    private static final String SERVICE_LABEL = "kubernetes.io/service-name";

    private final Cluster cluster;

    public EndpointController(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void follow(Watches watches) {
        watches.on(Kinds.SERVICE, service -> List.of(Key.of(service)));
        watches.onChange(
                Kinds.POD,
                change -> cluster.list(Kinds.SERVICE, Meta.namespace(change.object())).stream()
                        .filter(service -> selects(service, change.object()))
                        .map(Key::of)
                        .toList());
    }

    @Override
    public Optional<Instant> reconcile(Key key) {
        Optional<Map<String, Object>> found = cluster.get(Kinds.SERVICE, key);
        if (found.isEmpty()) {
            cluster.get(Kinds.ENDPOINTS, key)
                    .ifPresent(endpoints -> cluster.delete(Kinds.ENDPOINTS, endpoints, Deletion.BACKGROUND));
            return Optional.empty();
        }
        Map<String, Object> service = found.get();
        if (Tree.map(service, "spec", "selector").isEmpty() || Meta.isBeingDeleted(service)) {
            return Optional.empty();
        }
        write(
                service,
                cluster.list(Kinds.POD, key.namespace()).stream()
                        .filter(pod -> selects(service, pod))
                        .toList());
        return Optional.empty();
    }

    /** Writes the addresses of these pods, in the order of their names, behind a service. */
    public void write(Map<String, Object> service, List<Map<String, Object>> pods) {
        List<Map<String, Object>> reachable = pods.stream()
                .filter(pod -> !Tree.text(pod, "status", "podIP").isEmpty() && !Pods.isFinished(pod))
                .toList();
        writeEndpoints(service, reachable);
        writeSlice(service, reachable);
    }

    private static boolean selects(Map<String, Object> service, Map<String, Object> pod) {
        Map<String, Object> selector = Tree.map(service, "spec", "selector");
        return !selector.isEmpty() && Selector.matchesMap(selector, Meta.labels(pod));
    }

    private void writeEndpoints(Map<String, Object> service, List<Map<String, Object>> pods) {
        List<Object> subsets = Endpoints.subsets(service, pods);
        boolean there = cluster.change(Kinds.ENDPOINTS, Meta.namespace(service), Meta.name(service), tree -> {
                    if (subsets.isEmpty()) {
                        tree.remove("subsets");
                    } else {
                        tree.put("subsets", subsets);
                    }
                })
                .isPresent();
        if (!there) {
            Map<String, Object> endpoints = Tree.of("apiVersion", "v1", "kind", "Endpoints");
            Tree.put(endpoints, Meta.name(service), "metadata", "name");
            Tree.put(endpoints, Meta.namespace(service), "metadata", "namespace");
            Tree.put(endpoints, Tree.text(service, "metadata", "creationTimestamp"), "metadata", "creationTimestamp");
            Map<String, Object> labels = Tree.copy(Meta.labels(service));
            labels.put("endpoints.kubernetes.io/managed-by", "endpoint-controller");
            Tree.put(endpoints, labels, "metadata", "labels");
            if (!subsets.isEmpty()) {
                endpoints.put("subsets", subsets);
            }
            cluster.create(Kinds.ENDPOINTS, endpoints);
        }
    }

    private void writeSlice(Map<String, Object> service, List<Map<String, Object>> pods) {
        List<Object> endpoints = Endpoints.ofSlice(cluster, pods);
        List<Object> ports = Endpoints.ports(service, pods, true);
        Optional<Map<String, Object>> slice = cluster.list(Kinds.ENDPOINT_SLICE, Meta.namespace(service)).stream()
                .filter(s -> Meta.label(s, SERVICE_LABEL).equals(Meta.name(service)))
                .findFirst();
        if (slice.isPresent()) {
            cluster.change(Kinds.ENDPOINT_SLICE, slice.get(), tree -> {
                tree.put("endpoints", endpoints);
                tree.put("ports", ports);
            });
            return;
        }
        Map<String, Object> fresh = Tree.of("apiVersion", "discovery.k8s.io/v1", "kind", "EndpointSlice");
        Tree.put(fresh, Meta.name(service) + "-" + cluster.suffix(5), "metadata", "name");
        Tree.put(fresh, Meta.name(service) + "-", "metadata", "generateName");
        Tree.put(fresh, Meta.namespace(service), "metadata", "namespace");
        Tree.put(fresh, Tree.text(service, "metadata", "creationTimestamp"), "metadata", "creationTimestamp");
        Map<String, Object> labels = Tree.copy(Meta.labels(service));
        labels.put("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io");
        labels.put(SERVICE_LABEL, Meta.name(service));
        Tree.put(fresh, labels, "metadata", "labels");
        Tree.put(fresh, Tree.listOf(Cluster.ownerReference(service)), "metadata", "ownerReferences");
        fresh.put("addressType", "IPv4");
        fresh.put("endpoints", endpoints);
        fresh.put("ports", ports);
        cluster.create(Kinds.ENDPOINT_SLICE, fresh);
    }
}
