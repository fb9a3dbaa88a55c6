package dev.fresnel.simulator.reconcile;

import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.ResourceTypes;

/** The built-in types that controllers work with, in the version they work with. */
public final class Kinds {
    public static final ResourceType POD = ResourceTypes.builtIn("", "Pod");
    public static final ResourceType NODE = ResourceTypes.builtIn("", "Node");
    public static final ResourceType NAMESPACE = ResourceTypes.builtIn("", "Namespace");
    public static final ResourceType SERVICE = ResourceTypes.builtIn("", "Service");
    public static final ResourceType ENDPOINTS = ResourceTypes.builtIn("", "Endpoints");
    public static final ResourceType EVENT = ResourceTypes.builtIn("", "Event");
    public static final ResourceType CONFIG_MAP = ResourceTypes.builtIn("", "ConfigMap");
    public static final ResourceType SECRET = ResourceTypes.builtIn("", "Secret");
    public static final ResourceType SERVICE_ACCOUNT = ResourceTypes.builtIn("", "ServiceAccount");
    public static final ResourceType CLAIM = ResourceTypes.builtIn("", "PersistentVolumeClaim");
    public static final ResourceType VOLUME = ResourceTypes.builtIn("", "PersistentVolume");
    public static final ResourceType PRIORITY_CLASS = ResourceTypes.builtIn("scheduling.k8s.io", "PriorityClass");
    public static final ResourceType QUOTA = ResourceTypes.builtIn("", "ResourceQuota");
    public static final ResourceType DEPLOYMENT = ResourceTypes.builtIn("apps", "Deployment");
    public static final ResourceType REPLICA_SET = ResourceTypes.builtIn("apps", "ReplicaSet");
    public static final ResourceType STATEFUL_SET = ResourceTypes.builtIn("apps", "StatefulSet");
    public static final ResourceType DAEMON_SET = ResourceTypes.builtIn("apps", "DaemonSet");
    public static final ResourceType CONTROLLER_REVISION = ResourceTypes.builtIn("apps", "ControllerRevision");
    public static final ResourceType JOB = ResourceTypes.builtIn("batch", "Job");
    public static final ResourceType CRON_JOB = ResourceTypes.builtIn("batch", "CronJob");
    public static final ResourceType AUTOSCALER = ResourceTypes.builtIn("autoscaling", "HorizontalPodAutoscaler");
    public static final ResourceType DISRUPTION_BUDGET = ResourceTypes.builtIn("policy", "PodDisruptionBudget");
    public static final ResourceType ENDPOINT_SLICE = ResourceTypes.builtIn("discovery.k8s.io", "EndpointSlice");
    public static final ResourceType STORAGE_CLASS = ResourceTypes.builtIn("storage.k8s.io", "StorageClass");
    public static final ResourceType LEASE = ResourceTypes.builtIn("coordination.k8s.io", "Lease");

    private Kinds() {}
}
