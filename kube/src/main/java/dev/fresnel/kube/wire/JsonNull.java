package dev.fresnel.kube.wire;

/** JSON's null in a tree that must show it; trees for readers leave nulls out. */
enum JsonNull {
    NULL
}
