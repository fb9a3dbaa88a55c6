package dev.fresnel.kube.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges files as kubectl does: per name the first file wins, whole entries and nothing of the later ones; the current
 * context is the first that is set. A context may use clusters and users of other files.
 *
 * <p>The rules: <a href="https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/#merging-kubeconfig-files">
 * Merging kubeconfig files</a>.
 */
final class KubeconfigMerge {

    private final Map<String, Entry<ClusterEntry>> clusters = new LinkedHashMap<>();
    private final Map<String, Entry<UserEntry>> users = new LinkedHashMap<>();
    private final Map<String, Entry<ContextEntry>> contexts = new LinkedHashMap<>();
    private final List<KubeconfigProblem> problems = new ArrayList<>();
    private @Nullable String currentContext;
    private boolean foundSoundFile;

    /** Adds a file of lower precedence than those before. */
    void add(KubeconfigFile file) {
        file.clusters().forEach(clusters::putIfAbsent);
        file.users().forEach(users::putIfAbsent);
        file.contexts().forEach(contexts::putIfAbsent);
        problems.addAll(file.problems());
        foundSoundFile |= file.problems().isEmpty();
        currentContext = currentContext == null ? file.currentContext() : currentContext;
    }

    /** Adds a problem with the files as a whole. */
    void add(KubeconfigProblem problem) {
        problems.add(problem);
    }

    Kubeconfig toKubeconfig(List<Path> files) {
        List<Context> usable = new ArrayList<>();
        for (Entry<ContextEntry> context : contexts.values()) {
            try {
                usable.add(resolve(context));
            } catch (UnusableContextException e) {
                problems.add(new KubeconfigProblem(
                        context.file(), context.line(), context.column(), context.name(), e.words));
            }
        }
        if (contexts.isEmpty() && foundSoundFile) {
            String where = files.isEmpty()
                    ? "The kubeconfig"
                    : String.join(", ", files.stream().map(Path::toString).toList());
            problems.add(new KubeconfigProblem(
                    null,
                    0,
                    0,
                    null,
                    where
                            + " has no contexts. Add one with kubectl config set-context, or get a kubeconfig from whoever"
                            + " runs the cluster."));
        }
        if (currentContext != null && !contexts.containsKey(currentContext)) {
            problems.add(new KubeconfigProblem(
                    null,
                    0,
                    0,
                    null,
                    "The current context " + currentContext
                            + " is in none of the files. Choose another with kubectl config use-context."));
        }
        return new Kubeconfig(usable, currentContext, problems, files);
    }

    private Context resolve(Entry<ContextEntry> entry) throws UnusableContextException {
        ContextEntry context = entry.value();
        if (context == null) {
            throw new UnusableContextException(in(entry) + " " + entry.fault() + ".");
        }
        if (context.cluster().isEmpty()) {
            throw new UnusableContextException(in(entry) + " names no cluster. Add cluster: with the name of one.");
        }
        ClusterEntry cluster = find(entry, "cluster", context.cluster(), clusters);
        UserEntry user = context.user().isEmpty() ? UserEntry.ANONYMOUS : find(entry, "user", context.user(), users);
        String namespace = context.namespace().isEmpty() ? "default" : context.namespace();
        return new Context(entry.name(), cluster, user, namespace, entry.file());
    }

    private static <T> T find(Entry<ContextEntry> context, String what, String name, Map<String, Entry<T>> entries)
            throws UnusableContextException {
        Entry<T> entry = entries.get(name);
        if (entry == null) {
            throw new UnusableContextException(in(context) + " uses the " + what + " " + name
                    + ", which is in none of the files. Add it, or correct the name.");
        }
        if (entry.value() == null) {
            throw new UnusableContextException("Context " + context.name() + " cannot be used: the " + what + " " + name
                    + origin(entry) + " " + entry.fault() + ".");
        }
        return entry.value();
    }

    private static String in(Entry<?> context) {
        return "Context " + context.name() + origin(context);
    }

    private static String origin(Entry<?> entry) {
        return (entry.file() == null ? "" : " in " + entry.file()) + KubeconfigFile.place(entry.line(), 0);
    }

    /** Carries the sentence why. */
    private static final class UnusableContextException extends Exception {
        private static final long serialVersionUID = 1;
        final String words;

        UnusableContextException(String words) {
            super(words, null, false, false);
            this.words = words;
        }
    }
}
