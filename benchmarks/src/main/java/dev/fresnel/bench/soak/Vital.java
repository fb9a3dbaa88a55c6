package dev.fresnel.bench.soak;

/** What is measured again and again, and how much of it may come in an hour before it is called growth. */
enum Vital {
    HEAP("server: live heap", "MB", 3),
    RESIDENT("server: resident memory", "MB", 15),
    NATIVE("server: memory of the JVM beside the heap", "MB", 6),
    THREADS("server: threads", "", 1),
    SOCKETS("server: sockets", "", 1),
    FILES("server: file handles", "", 1),
    BROWSER("browser: live heap of the page", "MB", 2);

    final String title;
    final String unit;
    final double anHour;

    Vital(String title, String unit, double anHour) {
        this.title = title;
        this.unit = unit;
        this.anHour = anHour;
    }
}
