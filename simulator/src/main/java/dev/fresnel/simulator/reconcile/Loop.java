package dev.fresnel.simulator.reconcile;

import dev.fresnel.simulator.storage.Change;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.StatusException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of one cluster and the thread that works it off.
 *
 * <pre>
 *   watch ──► keys ──► queue, by due time, each (controller, key) once ──► reconcile ──► due again at …
 * </pre>
 *
 * <p>{@link #start} lets a thread of its own do the work; a test calls {@link #runDue} instead, after turning the clock to
 * {@link #nextDue}. Waking is safe from any thread, everything else belongs to one.
 */
public final class Loop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    private static final Duration AFTER_CONFLICT = Duration.ofMillis(50);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(15);
    private static final int CALM = 50;
    private static final Duration IDLE = Duration.ofMinutes(1);

    private record Task(Controller controller, Key key) {}

    private record Due(Instant at, long order, Task task) {}

    private final ObjectStorage storage;
    private final Clock clock;
    private final Map<Task, Due> waiting = new HashMap<>();
    private final Map<Task, Integer> runsThisSecond = new HashMap<>();
    private Instant second = Instant.EPOCH;
    private final TreeSet<Due> queue =
            new TreeSet<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private final List<AutoCloseable> watches = new ArrayList<>();
    private long order;
    private @Nullable Thread thread;

    public Loop(ObjectStorage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /** Connects the controller to its watches and looks once at every object that is there. */
    public void add(Controller controller) {
        add(controller, true);
    }

    /** As {@link #add}, but looks at nothing before it changes: for a cluster that is as its controllers would leave it. */
    public void addAtRest(Controller controller) {
        add(controller, false);
    }

    private void add(Controller controller, boolean looks) {
        controller.follow(new Controller.Watches() {
            @Override
            public void on(ResourceType type, Function<Map<String, Object>, Collection<Key>> keys) {
                onChange(type, change -> keys.apply(change.object()));
                if (looks) {
                    storage.list(type, null).forEach(object -> wake(controller, keys.apply(object)));
                }
            }

            @Override
            public void onChange(ResourceType type, Function<Change, Collection<Key>> keys) {
                watches.add(storage.watch(type, change -> wake(controller, keys.apply(change))));
            }
        });
    }

    /** Asks for a look at the object at that time, or earlier if an earlier one is already planned. */
    public synchronized void wake(Controller controller, Key key, Instant asked) {
        Task task = new Task(controller, key);
        // one that answers its own writes may not take the whole processor
        boolean restless = runsThisSecond.getOrDefault(task, 0) > CALM;
        Instant nextSecond = second.plusSeconds(1);
        Instant at = restless && asked.isBefore(nextSecond) ? nextSecond : asked;
        Due planned = waiting.get(task);
        if (planned != null) {
            if (!at.isBefore(planned.at())) {
                return;
            }
            queue.remove(planned);
        }
        Due due = new Due(at, order++, task);
        waiting.put(task, due);
        queue.add(due);
        notifyAll();
    }

    private void wake(Controller controller, Collection<Key> keys) {
        Instant now = clock.instant();
        keys.forEach(key -> wake(controller, key, now));
    }

    /** When the next look is due, or none if nothing is planned. */
    public synchronized Optional<Instant> nextDue() {
        return queue.isEmpty() ? Optional.empty() : Optional.of(queue.first().at());
    }

    /** Works off what is due by now, and what comes of it, until nothing is. */
    public void runDue() {
        for (Task task = takeDue(); task != null; task = takeDue()) {
            run(task);
        }
    }

    /** Starts the thread, a daemon, that works until {@link #close}. */
    public void start(String name) {
        Thread worker = Thread.ofPlatform().daemon().name(name).unstarted(this::work);
        thread = worker;
        worker.start();
    }

    @Override
    public void close() {
        Thread worker = thread;
        if (worker != null) {
            worker.interrupt();
        }
        for (AutoCloseable watch : watches) {
            try {
                watch.close();
            } catch (Exception e) {
                log.warn("A watch of the simulator could not be closed", e);
            }
        }
    }

    private synchronized @Nullable Task takeDue() {
        if (queue.isEmpty() || queue.first().at().isAfter(clock.instant())) {
            return null;
        }
        Task task = queue.removeFirst().task();
        waiting.remove(task);
        Instant thisSecond = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (!thisSecond.equals(second)) {
            second = thisSecond;
            runsThisSecond.clear();
        }
        runsThisSecond.merge(task, 1, Integer::sum);
        return task;
    }

    private void run(Task task) {
        try {
            task.controller().reconcile(task.key()).ifPresent(at -> wake(task.controller(), task.key(), at));
        } catch (StatusException refused) {
            wake(task.controller(), task.key(), clock.instant().plus(AFTER_CONFLICT));
            log.debug("{} will look at {} again: {}", task.controller(), task.key(), refused.getMessage());
        } catch (RuntimeException e) {
            log.warn("{} could not look after {}", task.controller().getClass().getSimpleName(), task.key(), e);
            wake(task.controller(), task.key(), clock.instant().plus(AFTER_FAILURE));
        }
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                runDue();
                awaitDue();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void awaitDue() throws InterruptedException {
        for (long millis = millisUntilDue(); millis > 0; millis = millisUntilDue()) {
            wait(millis);
        }
    }

    private long millisUntilDue() {
        return queue.isEmpty()
                ? IDLE.toMillis()
                : Duration.between(clock.instant(), queue.first().at()).toMillis() + 1;
    }
}
