package dev.fresnel.kube.discovery;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an API server served at one moment. Immutable.
 *
 * @param all every Kind in every version that is served, groups in the server's order, and within a group the versions it
 *     prefers first
 * @param problems groups that could not be asked
 */
public record Kinds(List<Kind> all, List<DiscoveryProblem> problems) {

    /** Nothing, as before the first reading. */
    public static final Kinds NONE = new Kinds(List.of(), List.of());

    private static final Pattern VERSION = Pattern.compile("v\\d+((alpha|beta)\\d+)?");
    private static final Pattern DOTTED = Pattern.compile("([^./]+)\\.([^/]+)");

    public Kinds {
        all = List.copyOf(all);
        problems = List.copyOf(problems);
    }

    /** Each Kind once, in the version the server prefers. */
    public Collection<Kind> preferred() {
        Map<String, Kind> first = new LinkedHashMap<>();
        all.forEach(kind -> first.putIfAbsent(kind.resource(), kind));
        return List.copyOf(first.values());
    }

    /** The versions a resource is served in, the preferred one first: {@code deployments.apps} gives {@code v1}. */
    public List<String> versions(String resource) {
        return all.stream()
                .filter(kind -> kind.resource().equals(resource))
                .map(Kind::version)
                .toList();
    }

    /** The Kind of that {@link Kind#resource} name, in the preferred version. */
    public Optional<Kind> resource(String resource) {
        return all.stream().filter(kind -> kind.resource().equals(resource)).findFirst();
    }

    /** The Kind that objects of an apiVersion and kind belong to, as owner references name them. */
    public Optional<Kind> of(String apiVersion, String kind) {
        return all.stream()
                .filter(each -> each.name().equals(kind) && each.apiVersion().equals(apiVersion))
                .findFirst();
    }

    /**
     * The Kind a person means, as kubectl understands it, whatever the case: plural, singular, kind or short name, alone or
     * followed by a group or by version and group ({@code deployments.apps}, {@code deployments.v1.apps}), where the
     * beginning of a group will do; and as manifests and packs write it ({@code apps/v1/Deployment},
     * {@code apps/Deployment}). Names win over short names, and earlier groups over later ones.
     */
    public Optional<Kind> find(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return wanted.contains("/") ? bySlashes(wanted) : byName(wanted).or(() -> byDots(wanted));
    }

    private Optional<Kind> bySlashes(String wanted) {
        int last = wanted.lastIndexOf('/');
        String name = wanted.substring(last + 1);
        String before = wanted.substring(0, last);
        return named(
                name, kind -> kind.apiVersion().equals(before) || kind.group().equals(before));
    }

    private Optional<Kind> byName(String name) {
        return named(name, _ -> true);
    }

    private Optional<Kind> byDots(String wanted) {
        Matcher dotted = DOTTED.matcher(wanted);
        if (!dotted.matches()) {
            return Optional.empty();
        }
        String name = dotted.group(1);
        String rest = dotted.group(2);
        int dot = rest.indexOf('.');
        String first = dot < 0 ? rest : rest.substring(0, dot);
        if (VERSION.matcher(first).matches()) {
            String group = dot < 0 ? "" : rest.substring(dot + 1);
            Optional<Kind> exact = named(
                    name, kind -> kind.version().equals(first) && kind.group().equals(group));
            if (exact.isPresent()) {
                return exact;
            }
        }
        return named(name, kind -> kind.group().equals(rest))
                .or(() -> named(name, kind -> kind.group().startsWith(rest)));
    }

    private Optional<Kind> named(String name, Predicate<Kind> where) {
        List<Kind> kinds = all.stream().filter(where).toList();
        return Stream.<Predicate<Kind>>of(
                        kind -> kind.plural().equals(name),
                        kind -> singular(kind).equals(name)
                                || kind.name().toLowerCase(Locale.ROOT).equals(name),
                        kind -> kind.shortNames().contains(name))
                .flatMap(rule -> kinds.stream().filter(rule).findFirst().stream())
                .findFirst();
    }

    private static String singular(Kind kind) {
        return kind.singular().isEmpty() ? kind.name().toLowerCase(Locale.ROOT) : kind.singular();
    }
}
