package dev.fresnel.server.cli;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which problems to print.
 *
 * @param context null for the current one
 * @param namespaces empty for all
 * @param json whether as JSON instead of a table
 * @param patience how long to look
 */
public record ProblemsOptions(@Nullable String context, List<String> namespaces, boolean json, Duration patience) {}
