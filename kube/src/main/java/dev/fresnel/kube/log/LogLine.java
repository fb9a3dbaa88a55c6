package dev.fresnel.kube.log;

/**
 * One line that a container wrote.
 *
 * @param time when the node took it, nanoseconds since 1970
 * @param text without its line break and the time in front; any characters at all may be in it
 * @param cut how many bytes of it were left out, because it is longer than {@link LineReader#LONGEST}
 */
public record LogLine(long time, String text, long cut) {}
