package dev.fresnel.engine.live;

import dev.fresnel.engine.action.Actions;
import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.pack.ActionSpec;
import dev.fresnel.engine.pack.Words;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.ActionsData;
import dev.fresnel.engine.view.ActionsData.Offer;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.ViewData;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.caller.Permission;
import dev.fresnel.kube.caller.Question;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can be done to some objects, and whether the person may. Of a single object only what makes sense for it as it is;
 * of several, all that their kind can.
 */
final class LiveActions extends WholeView {

    private static final Logger LOG = LoggerFactory.getLogger(LiveActions.class);

    /** No action of a pack is called so. */
    private static final String LOGS = "pods/log";

    private static final Permission NOT_ASKED = new Permission(false, "");

    private final Surroundings around;
    private final Titles titles;
    private final Runnable changed;
    private final Actions actions;
    private List<ObjectRef> objects;
    /** The first of them, which stands for all. */
    private FollowedObject first;
    /** What the servers answered, by action. */
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    private @Nullable Thread asking;

    /**
     * Whether the person may.
     *
     * @param refused what it is that they may not, null where they may
     * @param reason what the server said about that
     */
    private record Answer(@Nullable Question refused, String reason) {
        static final Answer YES = new Answer(null, "");
    }

    LiveActions(Surroundings around, ViewRequest.Actions request, String language, Runnable changed) {
        this.around = around;
        this.titles = new Titles(around.packs(), language);
        this.changed = changed;
        this.actions = new Actions(around.packs());
        this.objects = checked(request.objects());
        this.first = new FollowedObject(around, objects.getFirst(), false, changed);
    }

    /**
     * Objects that one change may be about.
     *
     * @throws IllegalArgumentException where there are none, too many, or several kinds
     */
    static List<ObjectRef> checked(List<ObjectRef> objects) {
        List<ObjectRef> all = List.copyOf(new LinkedHashSet<>(objects));
        if (all.isEmpty() || all.size() > ViewRequest.MAX_OBJECTS) {
            throw new IllegalArgumentException(all.size() + " objects; 1 to " + ViewRequest.MAX_OBJECTS + " can be");
        }
        if (all.stream().map(ObjectRef::resource).distinct().count() > 1) {
            throw new IllegalArgumentException("objects of several kinds");
        }
        return all;
    }

    @Override
    @Nullable
    ViewData data() {
        FollowedObject.Known known = first.now();
        Kind kind = known.kind();
        if (kind == null || (known.tree() == null && objects.size() == 1)) {
            return null;
        }
        if (known.gone() && objects.size() == 1) {
            return new ActionsData(objects, List.of(), null);
        }
        Map<String, Object> tree = objects.size() == 1 ? known.tree() : null;
        List<ActionSpec> possible = actions.of(kind).stream()
                .filter(action -> tree == null || action.fits(tree))
                .toList();
        ask(kind, possible);
        Words words = titles.words(kind);
        return new ActionsData(
                objects,
                possible.stream()
                        .map(action -> offer(action, words, known.tree()))
                        .toList(),
                refusal(answers.getOrDefault(LOGS, Answer.YES)));
    }

    private static @Nullable Phrase refusal(Answer answer) {
        Question refused = answer.refused();
        return refused == null
                ? null
                : Phrase.of("action.forbidden", "verb", refused.verb(), "resource", resource(refused));
    }

    private Offer offer(ActionSpec action, Words words, @Nullable Map<String, Object> tree) {
        Map<String, String> inputs = new LinkedHashMap<>();
        action.inputs()
                .forEach(input ->
                        inputs.put(input.id(), Tree.brief(input.initial().read(tree))));
        Answer answer = answers.getOrDefault(action.id(), Answer.YES);
        Question refused = answer.refused();
        return new Offer(
                action.id(),
                words.of(action.title()),
                action.icon(),
                action.about() == null ? null : words.of(action.about()),
                action.dangerous(),
                inputs,
                refusal(answer),
                refused == null || answer.reason().isEmpty() ? null : answer.reason());
    }

    private static String resource(Question question) {
        return question.resource()
                + (question.group().isEmpty() ? "" : "." + question.group())
                + (question.subresource().isEmpty() ? "" : "/" + question.subresource());
    }

    /** Asks the servers, once for these objects, whether the person may. */
    private void ask(Kind kind, List<ActionSpec> possible) {
        Map<String, Needs> unknown = new LinkedHashMap<>();
        if (LogSubjects.offered(kind, around.packs())) {
            unknown.put(LOGS, (namespace, _) -> List.of(new Question("get", "", "pods", "log", namespace, null)));
        }
        possible.forEach(action ->
                unknown.put(action.id(), (namespace, name) -> Actions.questions(action, kind, namespace, name)));
        unknown.keySet().removeAll(answers.keySet());
        if (!unknown.isEmpty() && (asking == null || !asking.isAlive())) {
            List<ObjectRef> about = objects;
            asking = Thread.ofVirtual().name("may-i").start(() -> answer(about, unknown));
        }
    }

    /** What one must be allowed for something to be done to an object. */
    private interface Needs {
        List<Question> of(@Nullable String namespace, String name);
    }

    private void answer(List<ObjectRef> about, Map<String, Needs> unknown) {
        try {
            for (Map.Entry<String, Needs> each : unknown.entrySet()) {
                answers.put(each.getKey(), ask(about, each.getValue()));
            }
            changed.run();
        } catch (IOException e) {
            // Not to know is no refusal: trying it will tell.
            LOG.debug("could not ask what is allowed: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Yes where it may be done to at least one of them. */
    private Answer ask(List<ObjectRef> about, Needs of) throws IOException, InterruptedException {
        Answer answer = new Answer(of.of(null, "").getFirst(), "");
        Map<String, List<List<Question>>> needs = new LinkedHashMap<>();
        Set<String> asked = new LinkedHashSet<>();
        for (ObjectRef ref : about) {
            if (asked.add(ref.cluster() + "/" + ref.namespace())) {
                needs.computeIfAbsent(ref.cluster(), _ -> new ArrayList<>()).add(of.of(ref.namespace(), ref.name()));
            }
        }
        for (Map.Entry<String, List<List<Question>>> each : needs.entrySet()) {
            Cluster cluster = around.clusters().find(each.getKey());
            Connection connection = cluster == null ? null : cluster.connection();
            if (connection == null) {
                continue;
            }
            Map<Question, Permission> permissions = connection
                    .access()
                    .may(each.getValue().stream().flatMap(List::stream).toList());
            for (List<Question> all : each.getValue()) {
                Question refused = all.stream()
                        .filter(question ->
                                !permissions.getOrDefault(question, NOT_ASKED).allowed())
                        .findFirst()
                        .orElse(null);
                if (refused == null) {
                    return Answer.YES;
                }
                answer = new Answer(
                        refused, permissions.getOrDefault(refused, NOT_ASKED).reason());
            }
        }
        return answer;
    }

    @Override
    void look(ViewRequest request) {
        if (!(request instanceof ViewRequest.Actions wanted)) {
            throw new IllegalArgumentException("this view is of actions");
        }
        List<ObjectRef> next = checked(wanted.objects());
        if (next.equals(objects)) {
            return;
        }
        boolean another = !next.getFirst().equals(objects.getFirst());
        objects = next;
        answers.clear();
        interrupt();
        if (another) {
            first.close();
            first = new FollowedObject(around, next.getFirst(), false, changed);
        }
    }

    private void interrupt() {
        if (asking != null) {
            asking.interrupt();
            asking = null;
        }
    }

    @Override
    void end() {
        interrupt();
        first.close();
    }
}
