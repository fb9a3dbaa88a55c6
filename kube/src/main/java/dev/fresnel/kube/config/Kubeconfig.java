package dev.fresnel.kube.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the kubeconfig files said when they were read: every context that can be used, and what is wrong with the rest.
 *
 * @param contexts in the order of the files
 * @param currentContext the one kubectl would use, which may not be among {@code contexts}; null where none is set
 * @param problems what could not be read or used
 * @param files the files that were looked for, whether or not they exist, in order of precedence
 */
public record Kubeconfig(
        List<Context> contexts, @Nullable String currentContext, List<KubeconfigProblem> problems, List<Path> files) {

    public Kubeconfig {
        contexts = List.copyOf(contexts);
        problems = List.copyOf(problems);
        files = List.copyOf(files);
    }

    /** The context of that name. */
    public Optional<Context> context(String name) {
        return contexts.stream().filter(context -> context.name().equals(name)).findFirst();
    }
}
