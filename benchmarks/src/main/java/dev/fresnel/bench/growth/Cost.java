package dev.fresnel.bench.growth;

/**
 * What a scenario costs.
 *
 * @param processor of the server, in parts of a core, while nobody asks anything new
 * @param heap MB of live objects in the server
 * @param answer ms until the answer to another sort, filter or window, p95
 * @param event ms from the API server's answer to a change until a tab is told, p95
 * @param bytes KB a second that all tabs are told meanwhile, as text
 */
record Cost(double processor, double heap, double answer, double event, double bytes) {}
