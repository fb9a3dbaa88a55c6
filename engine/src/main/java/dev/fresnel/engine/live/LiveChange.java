package dev.fresnel.engine.live;

import dev.fresnel.engine.action.Actions;
import dev.fresnel.engine.action.Errand;
import dev.fresnel.engine.action.Lot;
import dev.fresnel.engine.action.Plan;
import dev.fresnel.engine.action.Prepared;
import dev.fresnel.engine.action.Refusals;
import dev.fresnel.engine.action.Trial;
import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.pack.ActionSpec;
import dev.fresnel.engine.pack.JavaAction;
import dev.fresnel.engine.pack.Words;
import dev.fresnel.engine.view.ChangeData;
import dev.fresnel.engine.view.ChangeData.Input;
import dev.fresnel.engine.view.ChangeData.Item;
import dev.fresnel.engine.view.ChangeData.Leads;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.ChangeData.Stage;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.ViewAct;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
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
 *     │       ▲
 *     └ Java ─┘ other objects are read first
 *     adjust: other inputs, all anew
 * </pre>
 */
final class LiveChange implements LiveView {

    /** Objects that are tried at the same time. */
    private static final int AT_ONCE = 4;

    private final Surroundings around;
    private final Titles titles;
    private final Runnable changed;
    private final Trial trial;
    /** One for as long as the change is open, so that what is to be made does not change its name with every input. */
    private final String suffix = Lot.suffix();
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
        /** As the person chose them. */
        final List<ObjectRef> objects;

        List<Input> inputs;

        @Nullable
        Plan plan;
        /** What an action that is worked out in Java has still to find out; null for nothing. */
        @Nullable
        Preparation preparation;

        /** Where a terminal is opened once it has begun. */
        @Nullable
        Leads leads;

        final List<Item> items = new ArrayList<>();
        final List<Thread> trials = new ArrayList<>();

        Asked(
                String title,
                @Nullable String about,
                boolean dangerous,
                List<ObjectRef> objects,
                List<Input> inputs,
                @Nullable Plan plan) {
            this.title = title;
            this.about = about;
            this.dangerous = dangerous;
            this.objects = objects;
            this.inputs = inputs;
            this.plan = plan;
        }

        /** What nothing has to be said about. */
        Asked(String title, @Nullable Plan plan) {
            this(title, null, false, plan == null ? List.of() : plan.objects(), List.of(), plan);
        }

        void show(List<Item> all) {
            items.clear();
            items.addAll(all);
        }
    }

    /** An action that is worked out in Java, and what is asked of it. */
    private record Preparation(JavaAction action, Errand errand, Words words) {}

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
            if (asked != null) {
                next.inputs = GivenInputs.keepingLists(next.inputs, asked.inputs);
            }
            asked = next;
            news = true;
            begin(next);
        }
        changed.run();
    }

    private Asked asked(ViewRequest.Undo undo) {
        String title = titles.shared("Undo");
        Plan plan = around.tasks().undo(undo.task(), title);
        return new Asked(title, plan);
    }

    private Asked asked(ViewRequest.Apply apply) {
        Manifests manifests = Manifests.of(around.clusters(), apply);
        String title = titles.shared("Apply");
        Asked next = new Asked(title, manifests.plannable() ? manifests.plan(title) : null);
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
            Asked nothing = new Asked(change.action(), null);
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
        GivenInputs given = GivenInputs.read(action, change.inputs(), words);
        Map<String, @Nullable Object> values = new HashMap<>(given.values());
        long now = around.clock().millis();
        values.put(
                "now", Instant.ofEpochMilli(now).truncatedTo(ChronoUnit.SECONDS).toString());
        values.put("suffix", suffix);
        String title = words.of(action.title());
        ActionSpec.Step.Java java = action.step() instanceof ActionSpec.Step.Java named ? named : null;
        Asked next = new Asked(
                title,
                action.about() == null ? null : words.of(action.about()),
                action.dangerous(),
                objects,
                given.shown(),
                given.usable() && java == null ? Plan.of(title, action, objects, values) : null);
        if (given.usable() && java != null) {
            Errand errand = new Errand(around.clusters(), title, action.icon(), objects, values, now);
            next.preparation = new Preparation(java.action(), errand, words);
        }
        next.show(checking(next.plan == null ? objects : next.plan.objects()));
        return next;
    }

    private static List<Item> checking(List<ObjectRef> refs) {
        return refs.stream().map(ref -> new Item(ref, new Outlook.Checking())).toList();
    }

    private void begin(Asked next) {
        Preparation preparation = next.preparation;
        Plan plan = next.plan;
        if (preparation != null) {
            next.trials.add(Thread.ofVirtual().name("prepare").start(() -> prepare(next, preparation)));
        } else if (plan != null) {
            begin(next, plan);
        }
    }

    /** Finds out what is to be done; then all of that is tried. */
    private void prepare(Asked next, Preparation preparation) {
        Prepared prepared;
        try {
            prepared = Prepared.by(preparation.action, preparation.errand);
        } catch (InterruptedException e) {
            return; // nobody wants to know any more
        } catch (IOException e) {
            prepared = refused(next, new Outlook.Refused(Refusals.phrase(e), Refusals.words(e)));
        } catch (RuntimeException e) {
            prepared(next, preparation, refused(next, new Outlook.Refused(Phrase.of("task.broken"), e.toString())));
            throw e;
        }
        prepared(next, preparation, prepared);
    }

    private static Prepared refused(Asked next, Outlook why) {
        return new Prepared(
                null, next.objects.stream().map(ref -> new Item(ref, why)).toList(), Map.of());
    }

    private void prepared(Asked next, Preparation preparation, Prepared prepared) {
        synchronized (this) {
            if (closed || !next.equals(asked)) {
                return;
            }
            next.preparation = null;
            next.inputs = GivenInputs.listing(next.inputs, prepared.lists(), preparation.words);
            next.plan = prepared.plan();
            next.leads = prepared.leads();
            next.show(prepared.items());
            news = true;
            if (prepared.plan() != null) {
                begin(next, prepared.plan());
            }
        }
        changed.run();
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
                task,
                asked.leads));
    }

    private Stage stage(Asked now) {
        if (task != null) {
            return Stage.STARTED;
        }
        if (now.preparation != null) {
            return Stage.CHECKING;
        }
        if (now.plan == null) {
            return Stage.NOTHING;
        }
        boolean checking = now.items.stream().anyMatch(item -> item.outlook() instanceof Outlook.Checking);
        boolean something = now.items.stream().anyMatch(item -> item.outlook().acts());
        return checking ? Stage.CHECKING : something ? Stage.READY : Stage.NOTHING;
    }

    /** What is dangerous to many objects, or to one that all of the cluster shares, is confirmed by more than a key. */
    private static @Nullable String wordToConfirm(Asked now) {
        if (!now.dangerous) {
            return null;
        }
        ObjectRef first = now.objects.getFirst();
        if (now.objects.size() > 1) {
            return String.valueOf(now.objects.size());
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
