package dev.fresnel.bench.growth;

/**
 * One size of everything.
 *
 * @param pods in each cluster
 * @param churn changes a second in each cluster
 * @param viewers tabs, each of which looks at something else
 * @param clusters in one table
 */
record Scenario(int pods, int churn, int viewers, int clusters) {

    /** From here one thing grows at a time. */
    static final Scenario USUAL = new Scenario(10_000, 100, 1, 1);

    Scenario withPods(int value) {
        return new Scenario(value, churn, viewers, clusters);
    }

    Scenario withChurn(int value) {
        return new Scenario(pods, value, viewers, clusters);
    }

    Scenario withViewers(int value) {
        return new Scenario(pods, churn, value, clusters);
    }

    Scenario withClusters(int value) {
        return new Scenario(pods, churn, viewers, value);
    }
}
