package dev.fresnel.simulator.table;

import java.util.List;

/** Which columns a built-in type has. */
final class BuiltInColumns {

    private BuiltInColumns() {}

    /** @param resource such as {@code deployments.apps} */
    static List<Column> of(String resource, Ages ages) {
        WorkloadColumns workload = new WorkloadColumns(ages);
        NetworkColumns network = new NetworkColumns(ages);
        StorageColumns storage = new StorageColumns(ages);
        ClusterColumns cluster = new ClusterColumns(ages);
        ConfigurationColumns configuration = new ConfigurationColumns(ages);
        return switch (resource) {
            case "pods" -> PodColumns.of(ages);
            case "deployments.apps" -> workload.deployments();
            case "replicasets.apps" -> workload.replicaSets();
            case "replicationcontrollers" -> workload.replicationControllers();
            case "statefulsets.apps" -> workload.statefulSets();
            case "daemonsets.apps" -> workload.daemonSets();
            case "controllerrevisions.apps" -> workload.controllerRevisions();
            case "jobs.batch" -> workload.jobs();
            case "cronjobs.batch" -> workload.cronJobs();
            case "podtemplates" -> workload.podTemplates();
            case "horizontalpodautoscalers.autoscaling" -> AutoscalerColumns.of(ages);
            case "services" -> network.services();
            case "endpoints" -> network.endpoints();
            case "endpointslices.discovery.k8s.io" -> network.endpointSlices();
            case "ingresses.networking.k8s.io" -> network.ingresses();
            case "ingressclasses.networking.k8s.io" -> network.ingressClasses();
            case "networkpolicies.networking.k8s.io" -> network.networkPolicies();
            case "ipaddresses.networking.k8s.io" -> configuration.ipAddresses();
            case "servicecidrs.networking.k8s.io" -> configuration.serviceCidrs();
            case "persistentvolumeclaims" -> storage.claims();
            case "persistentvolumes" -> storage.volumes();
            case "storageclasses.storage.k8s.io" -> storage.classes();
            case "volumeattributesclasses.storage.k8s.io" -> storage.attributesClasses();
            case "volumeattachments.storage.k8s.io" -> storage.attachments();
            case "csidrivers.storage.k8s.io" -> storage.drivers();
            case "csinodes.storage.k8s.io" -> storage.nodes();
            case "nodes" -> cluster.nodes();
            case "namespaces" -> cluster.namespaces();
            case "events", "events.events.k8s.io" -> cluster.events();
            case "resourcequotas" -> cluster.quotas();
            case "poddisruptionbudgets.policy" -> cluster.budgets();
            case "priorityclasses.scheduling.k8s.io" -> cluster.priorityClasses();
            case "apiservices.apiregistration.k8s.io" -> cluster.apiServices();
            case "nodes.metrics.k8s.io", "pods.metrics.k8s.io" -> cluster.metrics();
            case "configmaps" -> configuration.configMaps();
            case "secrets" -> configuration.secrets();
            case "rolebindings.rbac.authorization.k8s.io", "clusterrolebindings.rbac.authorization.k8s.io" ->
                configuration.bindings();
            case "leases.coordination.k8s.io" -> configuration.leases();
            case "runtimeclasses.node.k8s.io" -> configuration.runtimeClasses();
            case "certificatesigningrequests.certificates.k8s.io" -> configuration.signingRequests();
            case "mutatingwebhookconfigurations.admissionregistration.k8s.io",
                    "validatingwebhookconfigurations.admissionregistration.k8s.io" -> configuration.webhooks();
            case "validatingadmissionpolicies.admissionregistration.k8s.io" -> configuration.admissionPolicies();
            case "mutatingadmissionpolicies.admissionregistration.k8s.io" -> configuration.mutatingPolicies();
            case "validatingadmissionpolicybindings.admissionregistration.k8s.io",
                    "mutatingadmissionpolicybindings.admissionregistration.k8s.io" ->
                configuration.admissionPolicyBindings();
            case "resourceclaims.resource.k8s.io" -> configuration.resourceClaims();
            case "resourceslices.resource.k8s.io" -> configuration.resourceSlices();
            case "flowschemas.flowcontrol.apiserver.k8s.io" -> configuration.flowSchemas();
            case "prioritylevelconfigurations.flowcontrol.apiserver.k8s.io" -> configuration.priorityLevels();
            case "serviceaccounts", "deviceclasses.resource.k8s.io", "resourceclaimtemplates.resource.k8s.io" ->
                configuration.nameAndAge();
            default -> ConfigurationColumns.nameAndCreation();
        };
    }
}
