package dev.fresnel.bench;

/** What the architecture allows. Smaller is better, always. */
public enum Budget {
    STORE_MEMORY("server memory of the Store, whole objects kept", "KB a pod", 1),
    CONNECT("connect to complete Store ÷ reading the same list and throwing it away", "×", 1.3),
    FIRST_ROWS("first visible rows, cold", "ms", 1_000),
    WARM_SERVER("sort, filter, scroll, warm, on the server: p95", "ms", 50),
    WARM_SCREEN("sort, filter, scroll, warm, on screen: p95", "ms", 150),
    EVENT("API event to screen at 500 events/s: p95", "ms", 300),
    BROWSER_HEAP("browser heap on the pods page", "MB", 60),
    PAGE_BYTES("bytes to the browser for that page", "KB", 100),
    APPLICATION_FILES("application files of the first page, compressed", "KB", 400),
    START("server start to first page, demo included", "ms", 2_000),
    SMALL_CLUSTER("server memory with a small cluster", "MB", 200);

    /** Up to so many pods the first rows have their budget, beyond twice that. */
    private static final int MANY_PODS = 10_000;

    private final String what;
    private final String unit;
    private final double limit;

    Budget(String what, String unit, double limit) {
        this.what = what;
        this.unit = unit;
        this.limit = limit;
    }

    /** What is measured. */
    public String what() {
        return what;
    }

    /** KB are 1,000 bytes, MB a million. */
    public String unit() {
        return unit;
    }

    /** The most that is allowed in a cluster of so many pods. */
    public double limit(int pods) {
        // The bench's own pods for the event load may come on top.
        return this == FIRST_ROWS && pods > MANY_PODS + MANY_PODS / 10 ? 2 * limit : limit;
    }
}
