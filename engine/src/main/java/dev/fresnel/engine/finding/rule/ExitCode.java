package dev.fresnel.engine.finding.rule;

/**
 * What it means that a container ended so. Codes above 128 are a signal's number and 128, as shells tell it; 125 to 127 are those
 * of shells and container runtimes.
 */
enum ExitCode {
    OUT_OF_MEMORY(
            "`{pod}` runs out of memory: container `{container}` may use {limit}",
            "{count} pods of `{maker}`: container `{container}` runs out of memory at {limit}",
            "Raise its memory limit, or find what it keeps in memory."),
    PROBE(
            "`{pod}` is killed over and over: the liveness probe of container `{container}` fails",
            "{count} pods of `{maker}`: the liveness probe of container `{container}` fails, and it is killed",
            "Give it more time to start (a startup probe), or correct the probe; what it answers stands in the events."),
    KILLED(
            "`{pod}` is killed over and over: container `{container}` ends by SIGKILL",
            "{count} pods of `{maker}`: container `{container}` ends by SIGKILL",
            "Nothing says who kills it: often its node ran out of memory, or it did not end in time when it was asked to."),
    CRASHED(
            "`{pod}` crashes: container `{container}` reaches for memory that is not its own (SIGSEGV)",
            "{count} pods of `{maker}`: container `{container}` crashes (SIGSEGV)",
            "A mistake in the program or an image for another processor; its log before the end may tell."),
    ABORTED(
            "`{pod}` crashes: container `{container}` aborts itself (SIGABRT)",
            "{count} pods of `{maker}`: container `{container}` aborts itself (SIGABRT)",
            "Its log before the end tells what it could not go on with."),
    STOPPED(
            "`{pod}` is stopped over and over: container `{container}` ends by SIGTERM",
            "{count} pods of `{maker}`: container `{container}` is stopped (SIGTERM)",
            "Something asks it to end; often a probe, or a script in the container."),
    NOT_FOUND(
            "`{pod}` exits at start: container `{container}` does not find its command (exit code 127)",
            "{count} pods of `{maker}`: container `{container}` does not find its command (exit code 127)",
            "Correct the command or its script, or take an image that has it."),
    NOT_EXECUTABLE(
            "`{pod}` exits at start: the command of container `{container}` may not be run (exit code 126)",
            "{count} pods of `{maker}`: the command of container `{container}` may not be run (exit code 126)",
            "The file is not executable, or made for another processor."),
    DONE(
            "`{pod}` ends well and is started over and over: container `{container}` has nothing left to do",
            "{count} pods of `{maker}`: container `{container}` has nothing left to do, and is started over and over",
            "Give it a command that goes on, or make it a Job."),
    ERROR(
            "`{pod}` exits over and over: container `{container}` ends with exit code {code}",
            "{count} pods of `{maker}`: container `{container}` ends with exit code {code}",
            "Its log before the end tells what it could not do.");

    private final String title;
    private final String together;
    private final String advice;

    ExitCode(String title, String together, String advice) {
        this.title = title;
        this.together = together;
        this.advice = advice;
    }

    /**
     * @param code as the kubelet tells it
     * @param reason as the kubelet tells it, for example {@code OOMKilled}
     * @param killedByProbe whether a liveness probe of the container fails
     */
    static ExitCode of(long code, String reason, boolean killedByProbe) {
        if (reason.equals("OOMKilled")) {
            return OUT_OF_MEMORY;
        }
        if (killedByProbe && (code == 137 || code == 143)) {
            return PROBE;
        }
        return switch ((int) code) {
            case 0 -> DONE;
            case 126 -> NOT_EXECUTABLE;
            case 127 -> NOT_FOUND;
            case 134 -> ABORTED;
            case 137 -> KILLED;
            case 139 -> CRASHED;
            case 143 -> STOPPED;
            default -> ERROR;
        };
    }

    /** Of one pod. */
    String title(boolean unlimited) {
        return this == OUT_OF_MEMORY && unlimited
                ? "`{pod}` is killed over and over: the node of container `{container}` runs out of memory"
                : title;
    }

    /** Of several pods of one maker. */
    String together() {
        return together;
    }

    String advice() {
        return advice;
    }
}
