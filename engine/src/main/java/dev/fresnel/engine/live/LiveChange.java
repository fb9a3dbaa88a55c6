package dev.fresnel.engine.live;

import dev.fresnel.engine.action.Actions;
import dev.fresnel.engine.action.Plan;
import dev.fresnel.engine.action.Trial;
import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.pack.ActionSpec;
import dev.fresnel.engine.pack.ActionSpec.InputType;
import dev.fresnel.engine.pack.Words;
import dev.fresnel.engine.view.ChangeData;
import dev.fresnel.engine.view.ChangeData.Field;
import dev.fresnel.engine.view.ChangeData.Input;
import dev.fresnel.engine.view.ChangeData.Item;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.ChangeData.Stage;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.ViewAct;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.discovery.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A change before it happens. Each object is tried on its server; what comes of it is shown as it arrives. When it is
 * confirmed, exactly what was shown is handed to a task.
 *
 * <pre>
 *   asked ─► plan ─► a trial of each object, some at once ─► ready ─ Confirm ─► task
 *     ▲ adjust: other inputs, all anew
 * </pre>
 */
final class LiveChange implements LiveView {

    /** Objects that are tried at the same time. */
    private static final int AT_ONCE = 4;

    private final Surroundings around;
    private final Titles titles;
    private final Runnable changed;
    private final Trial trial;
    /** All that follows is guarded by this. */
    private @Nullable Asked asked;

    private boolean news = true;
    private boolean closed;
    private @Nullable Integer task;

    LiveChange(Surroundings around, ViewRequest request, String language, Runnable changed) {
        this.around = around;
        this.titles = new Titles(around.packs(), language);
        this.changed = changed;
        this.trial = new Trial(around.clusters());
        adjust(request);
    }

    /** What is asked for, and what is known of it so far. */
    private static final class Asked {
        final String title;
        final @Nullable String about;
        final boolean dangerous;
        final List<Input> inputs;
        final @Nullable Plan plan;
        final List<Item> items = new ArrayList<>();
        final List<Thread> trials = new ArrayList<>();

        Asked(String title, @Nullable String about, boolean dangerous, List<Input> inputs, @Nullable Plan plan) {
            this.title = title;
            this.about = about;
            this.dangerous = dangerous;
            this.inputs = inputs;
            this.plan = plan;
        }
    }

    @Override
    public void adjust(ViewRequest request) {
        Asked next = switch (request) {
            case ViewRequest.Change change -> asked(change);
            case ViewRequest.Undo undo -> asked(undo);
            case ViewRequest.Apply apply -> asked(apply);
            default -> throw new IllegalArgumentException("this view is of a change");
        };
        synchronized (this) {
            if (closed || task != null) {
                return;
            }
            stopTrials();
            asked = next;
            news = true;
            if (next.plan != null) {
                begin(next, next.plan);
            }
        }
        changed.run();
    }

    private Asked asked(ViewRequest.Undo undo) {
        String title = titles.shared("Undo");
        Plan plan = around.tasks().undo(undo.task(), title);
        return new Asked(title, null, false, List.of(), plan);
    }

    private Asked asked(ViewRequest.Apply apply) {
        Manifests manifests = Manifests.of(around.clusters(), apply);
        String title = titles.shared("Apply");
        Asked next = new Asked(title, null, false, List.of(), manifests.plannable() ? manifests.plan(title) : null);
        next.items.addAll(manifests.items());
        return next;
    }

    private Asked asked(ViewRequest.Change change) {
        List<ObjectRef> objects = LiveActions.checked(change.objects());
        ObjectRef first = objects.getFirst();
        Cluster cluster = around.clusters().find(first.cluster());
        Connection connection = cluster == null ? null : cluster.connection();
        Kind kind = connection == null
                ? null
                : connection.discovery().kinds().resource(first.resource()).orElse(null);
        ActionSpec action = kind == null
                ? null
                : new Actions(around.packs()).find(kind, change.action()).orElse(null);
        if (kind == null || action == null) {
            Asked nothing = new Asked(change.action(), null, false, List.of(), null);
            objects.forEach(ref -> nothing.items.add(new Item(
                    ref,
                    new Outlook.Refused(
                            kind == null
                                    ? Phrase.of("change.notConnected", "cluster", ref.cluster())
                                    : Phrase.of("change.noAction", "action", change.action()),
                            null))));
            return nothing;
        }
        Words words = titles.words(kind);
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put(
                "now",
                Instant.ofEpochMilli(around.clock().millis())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        List<Input> inputs = inputs(action, change, words, values);
        boolean usable = inputs.stream().allMatch(input -> input.problem() == null);
        String title = words.of(action.title());
        Asked next = new Asked(
                title,
                action.about() == null ? null : words.of(action.about()),
                action.dangerous(),
                inputs,
                usable ? Plan.of(title, action, objects, values) : null);
        List<ObjectRef> shown = next.plan == null ? objects : next.plan.objects();
        shown.forEach(ref -> next.items.add(new Item(ref, new Outlook.Checking())));
        return next;
    }

    /** What the person gave. */
    private List<Input> inputs(
            ActionSpec action, ViewRequest.Change change, Words words, Map<String, @Nullable Object> values) {
        List<Input> inputs = new ArrayList<>();
        for (ActionSpec.Input input : action.inputs()) {
            String given = change.inputs()
                    .getOrDefault(input.id(), usual(input.type()))
                    .strip();
            Phrase problem = problem(input.type(), given);
            if (problem == null) {
                values.put(input.id(), value(input.type(), given));
            }
            inputs.add(new Input(input.id(), words.of(input.title()), given, field(input.type(), words), problem));
        }
        return inputs;
    }

    /** What holds where the person says nothing of it. */
    private static String usual(InputType type) {
        return type instanceof InputType.Choice choice ? choice.options().getFirst() : "";
    }

    private static @Nullable Phrase problem(InputType type, String given) {
        return switch (type) {
            case InputType.Whole(long min, long max) -> {
                Long value = whole(given);
                yield value != null && value >= min && value <= max
                        ? null
                        : Phrase.of("change.number", "min", String.valueOf(min), "max", String.valueOf(max));
            }
            case InputType.Text text ->
                (given.isEmpty()
                                ? text.optional()
                                : text.pattern().matcher(given).matches())
                        ? null
                        : Phrase.of(given.isEmpty() ? "change.needed" : "change.pattern");
            case InputType.Choice choice -> choice.options().contains(given) ? null : Phrase.of("change.needed");
        };
    }

    /** An empty text stands for nothing. */
    private static @Nullable Object value(InputType type, String given) {
        return type instanceof InputType.Whole ? Long.valueOf(given) : given.isEmpty() ? null : given;
    }

    private static Field field(InputType type, Words words) {
        return switch (type) {
            case InputType.Whole(long min, long max) -> new Field.Whole(min, max);
            case InputType.Text text -> new Field.Text(text.optional());
            case InputType.Choice choice ->
                new Field.Choice(choice.options().stream()
                        .map(option -> new Field.Option(option, words.of(option)))
                        .toList());
        };
    }

    private static @Nullable Long whole(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private void begin(Asked next, Plan plan) {
        Semaphore turns = new Semaphore(AT_ONCE);
        if (next.items.isEmpty()) {
            plan.objects().forEach(ref -> next.items.add(new Item(ref, new Outlook.Checking())));
        }
        List<ObjectRef> all = next.items.stream().map(Item::ref).toList();
        for (ObjectRef ref : plan.objects()) {
            int index = all.indexOf(ref);
            next.trials.add(Thread.ofVirtual().name("trial").start(() -> attempt(next, plan, index, turns)));
        }
    }

    private void attempt(Asked next, Plan plan, int index, Semaphore turns) {
        ObjectRef ref = next.items.get(index).ref();
        Outlook outlook;
        try {
            turns.acquire();
            try {
                outlook = trial.of(plan, ref).outlook();
            } finally {
                turns.release();
            }
        } catch (InterruptedException e) {
            return; // nobody wants to know any more
        } catch (RuntimeException e) {
            known(next, index, new Item(ref, new Outlook.Refused(Phrase.of("task.broken"), e.toString())));
            throw e;
        }
        known(next, index, new Item(ref, outlook));
    }

    private void known(Asked next, int index, Item item) {
        synchronized (this) {
            next.items.set(index, item);
            news |= next.equals(asked);
        }
        changed.run();
    }

    @Override
    public synchronized @Nullable Update poll() {
        if (closed || !news || asked == null) {
            return null;
        }
        news = false;
        return new Update.Whole(new ChangeData(
                asked.title,
                asked.about,
                asked.dangerous,
                asked.inputs,
                List.copyOf(asked.items),
                stage(asked),
                wordToConfirm(asked),
                task));
    }

    private Stage stage(Asked now) {
        if (task != null) {
            return Stage.STARTED;
        }
        if (now.plan == null) {
            return Stage.NOTHING;
        }
        boolean checking = now.items.stream().anyMatch(item -> item.outlook() instanceof Outlook.Checking);
        boolean something = now.items.stream()
                .anyMatch(item -> item.outlook() instanceof Outlook.Changes || item.outlook() instanceof Outlook.Goes);
        return checking ? Stage.CHECKING : something ? Stage.READY : Stage.NOTHING;
    }

    /** What is dangerous to many objects, or to one that all of the cluster shares, is confirmed by more than a key. */
    private static @Nullable String wordToConfirm(Asked now) {
        if (!now.dangerous) {
            return null;
        }
        ObjectRef first = now.items.getFirst().ref();
        if (now.items.size() > 1) {
            return String.valueOf(now.items.size());
        }
        return first.namespace() == null ? first.name() : null;
    }

    @Override
    public void act(ViewAct act) {
        if (!(act instanceof ViewAct.Confirm confirm)) {
            throw new IllegalArgumentException("a change can be confirmed, and nothing else");
        }
        synchronized (this) {
            if (closed || task != null) {
                return; // a second press of the same button
            }
            if (asked == null || asked.plan == null || stage(asked) != Stage.READY) {
                throw new IllegalArgumentException("it cannot be confirmed yet");
            }
            String word = wordToConfirm(asked);
            if (word != null && !word.equals(confirm.word().strip())) {
                throw new IllegalArgumentException("the word to confirm it is another one");
            }
            task = around.tasks().start(asked.plan, List.copyOf(asked.items));
            news = true;
        }
        changed.run();
    }

    private void stopTrials() {
        if (asked != null) {
            asked.trials.forEach(Thread::interrupt);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        stopTrials();
    }
}
