package dev.fresnel.engine.finding;

import dev.fresnel.engine.relation.KindName;

/** Kinds that rules look at. */
public final class Kinds {

    public static final KindName POD = new KindName("", "Pod");
    public static final KindName NODE = new KindName("", "Node");
    public static final KindName EVENT = new KindName("", "Event");
    public static final KindName SERVICE = new KindName("", "Service");
    public static final KindName NAMESPACE = new KindName("", "Namespace");
    public static final KindName PERSISTENT_VOLUME_CLAIM = new KindName("", "PersistentVolumeClaim");
    public static final KindName DEPLOYMENT = new KindName("apps", "Deployment");
    public static final KindName REPLICA_SET = new KindName("apps", "ReplicaSet");
    public static final KindName JOB = new KindName("batch", "Job");
    public static final KindName AUTOSCALER = new KindName("autoscaling", "HorizontalPodAutoscaler");
    public static final KindName DISRUPTION_BUDGET = new KindName("policy", "PodDisruptionBudget");
    public static final KindName INGRESS = new KindName("networking.k8s.io", "Ingress");
    public static final KindName STORAGE_CLASS = new KindName("storage.k8s.io", "StorageClass");
    public static final KindName API_SERVICE = new KindName("apiregistration.k8s.io", "APIService");

    private Kinds() {}
}
