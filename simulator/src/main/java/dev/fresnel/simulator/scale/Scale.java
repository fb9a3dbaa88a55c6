package dev.fresnel.simulator.scale;

/**
 * How large a cluster is and how much happens in it.
 *
 * @param pods in all, those of DaemonSets included
 * @param nodes that they are spread over
 * @param churn writes a second, on average over some seconds; 0 for a cluster in which nothing happens by itself
 */
public record Scale(int pods, int nodes, int churn) {

    /** Pods on a node, at most: as many as kubelets take, less a few that replace others. */
    private static final int ON_A_NODE = 100;

    private static final int USUAL_ON_A_NODE = 20;
    private static final int MOST_NODES = 38_000;

    public Scale {
        if (pods < 1) {
            throw new IllegalArgumentException("A cluster needs at least one pod, not " + pods + ".");
        }
        int fewest = (pods + ON_A_NODE - 1) / ON_A_NODE;
        if (nodes < fewest || nodes > MOST_NODES) {
            throw new IllegalArgumentException(
                    pods + " pods need between " + fewest + " and " + MOST_NODES + " nodes, not " + nodes + ".");
        }
        if (churn < 0) {
            throw new IllegalArgumentException("The churn is a number of changes a second, not " + churn + ".");
        }
    }

    /** As many nodes as so many pods usually have. */
    public static int usualNodes(int pods) {
        return Math.max(3, (pods + USUAL_ON_A_NODE - 1) / USUAL_ON_A_NODE);
    }
}
