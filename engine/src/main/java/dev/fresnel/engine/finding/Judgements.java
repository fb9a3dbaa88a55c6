package dev.fresnel.engine.finding;

import dev.fresnel.engine.kubernetes.Events;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.store.Changes;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.store.StoreSnapshot;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.ObjectRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The findings of one cluster, kept as its Stores change.
 *
 * <pre>
 *   Stores ── changes ──► which objects are others, and which rules looked at these ──► judged again ──► findings
 *                                     ▲                                                    │
 *                                     └───────────── what each judgement looked at ────────┘
 * </pre>
 *
 * Pulled, not pushed: {@link #refresh} takes in what has happened since it was called last. For one thread at a time.
 */
public final class Judgements {

    private final Map<KindName, List<Rule>> rules = new HashMap<>();
    private final LongSupplier clock;
    private final Map<KindName, Watched> watched = new HashMap<>();
    private final Map<ObjectRef, Set<Row>> events = new HashMap<>();
    private final Map<ObjectRef, Judged> judged = new LinkedHashMap<>();
    /** Answers to {@link Around#once}, until something changes. */
    private final Map<Object, Object> answers = new HashMap<>();

    private final Map<Look, Set<ObjectRef>> lookedAt = new HashMap<>();

    /** An object that was opened, what was found and what was looked at for it. */
    private record Judged(List<Found> found, Set<Look> looks) {}

    /** @param clock the cluster's, milliseconds since 1970 */
    public Judgements(List<Rule> rules, LongSupplier clock) {
        rules.forEach(rule ->
                this.rules.computeIfAbsent(rule.kind(), _ -> new ArrayList<>()).add(rule));
        this.clock = clock;
    }

    /** Where objects of a kind are, from now on; the same again is nothing new. */
    public void watch(KindName kind, Store store) {
        Watched before = watched.get(kind);
        if (before == null || !before.isOf(store)) {
            if (before != null) {
                before.rows().forEach(row -> judged.remove(before.ref(row)));
            }
            watched.put(kind, new Watched(kind, store));
        }
    }

    /**
     * Takes in what has changed.
     *
     * @return whether anything was judged again
     */
    public boolean refresh() {
        Map<ObjectRef, Task> due = new LinkedHashMap<>();
        for (Watched of : watched.values()) {
            boolean wasComplete = of.complete();
            Changes changes = of.refresh();
            if (changes == null) {
                continue;
            }
            Set<Look> touched = new HashSet<>();
            if (!changes.isEmpty() || wasComplete != of.complete()) {
                touched.add(new Look.All(of.name()));
            }
            boolean areEvents = of.name().equals(Kinds.EVENT);
            changes.out().forEach(row -> touch(of, row, touched));
            changes.in().forEach(row -> touch(of, row, touched));
            if (areEvents) {
                changes.out().forEach(row -> event(row, false, touched));
                changes.in().forEach(row -> event(row, true, touched));
            }
            changes.removed().forEach(row -> forget(of.ref(row)));
            if (rules.containsKey(of.name())) {
                changes.in().forEach(row -> due.put(of.ref(row), new Task(of, row)));
            }
            touched.forEach(look -> lookers(look, due));
        }
        answers.clear();
        due.forEach((ref, task) -> judge(ref, task.of, task.row));
        return !due.isEmpty();
    }

    private record Task(Watched of, Row row) {}

    private void lookers(Look look, Map<ObjectRef, Task> due) {
        for (ObjectRef ref : lookedAt.getOrDefault(look, Set.of())) {
            if (due.containsKey(ref)) {
                continue;
            }
            for (Watched of : watched.values()) {
                StoreSnapshot seen = of.seen();
                if (seen != null && of.isOf(ref)) {
                    Row row = seen.byName(ref.namespace() == null ? "" : ref.namespace(), ref.name());
                    if (row != null) {
                        due.put(ref, new Task(of, row));
                    }
                }
            }
        }
    }

    private static void touch(Watched of, Row row, Set<Look> touched) {
        touched.add(new Look.Named(of.name(), row.namespace(), row.name()));
        touched.add(new Look.Placed(of.name(), row.namespace()));
        row.owners().forEach(uid -> touched.add(new Look.Owned(of.name(), uid)));
    }

    private void event(Row row, boolean comes, Set<Look> touched) {
        for (Cell cell : row.cells()) {
            if (cell instanceof Cell.Link link) {
                ObjectRef to = link.to();
                touched.add(new Look.About(to));
                Set<Row> about = events.computeIfAbsent(to, _ -> Collections.newSetFromMap(new IdentityHashMap<>()));
                if (comes) {
                    about.add(row);
                } else if (about.remove(row) && about.isEmpty()) {
                    events.remove(to);
                }
                return;
            }
        }
    }

    private void forget(ObjectRef ref) {
        Judged before = judged.remove(ref);
        if (before != null) {
            for (Look look : before.looks) {
                Set<ObjectRef> lookers = lookedAt.get(look);
                if (lookers != null && lookers.remove(ref) && lookers.isEmpty()) {
                    lookedAt.remove(look);
                }
            }
        }
    }

    private void judge(ObjectRef ref, Watched of, Row row) {
        forget(ref);
        List<Rule> suspicious = rules.getOrDefault(of.name(), List.of()).stream()
                .filter(rule -> rule.suspects(row))
                .toList();
        Subject subject = suspicious.isEmpty() ? null : of.open(row, clock.getAsLong());
        if (subject == null) {
            return;
        }
        Surroundings around = new Surroundings();
        List<Found> found = new ArrayList<>();
        for (Rule rule : suspicious) {
            rule.judge(subject, around).forEach(finding -> found.add(new Found(of.name(), ref, finding)));
        }
        judged.put(ref, new Judged(List.copyOf(found), around.looks));
        around.looks.forEach(look ->
                lookedAt.computeIfAbsent(look, _ -> new LinkedHashSet<>()).add(ref));
    }

    /** Whether every kind that is watched is known whole: before that, findings may be missing. */
    public boolean complete() {
        return watched.values().stream().allMatch(Watched::complete);
    }

    /** All findings, in no order that means anything. */
    public List<Found> all() {
        return judged.values().stream().flatMap(each -> each.found.stream()).toList();
    }

    /** The findings that are causes: without those that are only seen from an object, and found at another. */
    public List<Found> causes() {
        return all().stream().filter(found -> !isFoundElsewhere(found)).toList();
    }

    private boolean isFoundElsewhere(Found found) {
        Evidence.Other other = found.finding().follows();
        Watched of = other == null ? null : watched.get(other.kind());
        Judged there = other == null || of == null
                ? null
                : judged.get(of.ref(found.object().cluster(), other.namespace(), other.name()));
        return there != null && !there.found.isEmpty();
    }

    /** What a rule sees, remembering where it looked. */
    private final class Surroundings implements Around {

        private final Set<Look> looks = new HashSet<>();

        @Override
        public boolean knows(KindName kind) {
            looks.add(new Look.All(kind));
            Watched of = watched.get(kind);
            return of != null && of.complete();
        }

        @Override
        public @Nullable Subject named(KindName kind, String namespace, String name) {
            looks.add(new Look.Named(kind, namespace, name));
            Watched of = watched.get(kind);
            StoreSnapshot seen = of == null ? null : of.seen();
            Row row = seen == null ? null : seen.byName(namespace, name);
            return of == null || row == null ? null : of.open(row, clock.getAsLong());
        }

        @Override
        public List<Row> rows(KindName kind) {
            looks.add(new Look.All(kind));
            Watched of = watched.get(kind);
            return of == null ? List.of() : of.rows();
        }

        @Override
        public List<Row> rows(KindName kind, String namespace) {
            looks.add(new Look.Placed(kind, namespace));
            Watched of = watched.get(kind);
            return of == null ? List.of() : List.copyOf(of.in(namespace));
        }

        @Override
        public List<Row> owned(KindName kind, String uid) {
            looks.add(new Look.Owned(kind, uid));
            Watched of = watched.get(kind);
            StoreSnapshot seen = of == null ? null : of.seen();
            return seen == null ? List.of() : seen.ownedBy(uid);
        }

        @Override
        public @Nullable Subject open(KindName kind, Row row) {
            Watched of = watched.get(kind);
            return of == null ? null : of.open(row, clock.getAsLong());
        }

        @Override
        public <T> @Nullable T derived(KindName kind, Row row, Class<T> type, Function<Subject, T> how) {
            Watched of = watched.get(kind);
            return of == null ? null : of.derived(row, type, how, clock.getAsLong());
        }

        @Override
        @SuppressWarnings("unchecked") // a question has one kind of answer
        public <T> T once(Object question, Supplier<T> answer) {
            Object known = answers.get(question);
            if (known == null) {
                known = answer.get();
                answers.put(question, known);
            }
            return (T) known;
        }

        @Override
        public List<Map<String, Object>> warnings(Subject about) {
            Watched of = watched.get(about.kind());
            Watched told = watched.get(Kinds.EVENT);
            if (of == null || told == null) {
                return List.of();
            }
            ObjectRef ref = of.ref(about.row());
            looks.add(new Look.About(ref));
            List<Map<String, Object>> found = new ArrayList<>();
            for (Row row : events.getOrDefault(ref, Set.of())) {
                Subject event = told.open(row, clock.getAsLong());
                String uid = event == null ? "" : event.text("involvedObject", "uid");
                // Another object of that name may have been there before.
                if (event != null && (uid.isEmpty() || uid.equals(about.row().uid()))) {
                    found.add(event.object());
                }
            }
            found.sort(Comparator.comparingLong(Judgements::lastSeen).reversed());
            return found;
        }
    }

    private static long lastSeen(Map<String, Object> event) {
        Long last = Events.lastSeen(event);
        return last == null ? Long.MIN_VALUE : last;
    }
}
