package dev.fresnel.engine.action;

import dev.fresnel.engine.details.ObjectStatus;
import dev.fresnel.engine.view.ChangeData.Item;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.TasksData.Progress;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.caller.SelfReview;
import dev.fresnel.kube.caller.Write;
import dev.fresnel.kube.caller.Writer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The objects of a confirmed change, and how far each is. What is done about them is a {@link Plan.Course}. Thread-safe. */
public final class Steps {

    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    /** Objects that are written at the same time: a change of many must not crowd others out of the API server. */
    private static final int AT_ONCE = 4;

    private final Map<ObjectRef, Outlook> shown = new LinkedHashMap<>();
    private final Map<ObjectRef, Progress> progress = new ConcurrentHashMap<>();
    /** What takes each change back. */
    private final Map<ObjectRef, Write> reverse = new ConcurrentHashMap<>();
    /** As whom each cluster takes what is done; {@code ""} where it does not say. */
    private final Map<String, String> users = new ConcurrentHashMap<>();

    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final Semaphore writing = new Semaphore(AT_ONCE);
    private final Step step;
    private final Step.Surroundings around;
    private final Runnable changed;
    private volatile boolean stopped;

    /**
     * @param items as the person saw and confirmed them; those that cannot be done are left out
     * @param changed told whenever there is something new to tell
     */
    Steps(Plan plan, List<Item> items, Step.Surroundings around, Runnable changed) {
        this.step = new Step(plan, around, this);
        this.around = around;
        this.changed = changed;
        for (Item item : items) {
            if (item.outlook().acts() || plan.course().includes(item.ref())) {
                shown.put(item.ref(), item.outlook());
                progress.put(item.ref(), new Progress.Waiting());
            }
        }
    }

    /** The objects in the order they were shown in. */
    List<ObjectRef> refs() {
        return List.copyOf(shown.keySet());
    }

    Outlook shown(ObjectRef ref) {
        return Objects.requireNonNull(shown.get(ref));
    }

    Progress progress(ObjectRef ref) {
        return progress.getOrDefault(ref, new Progress.Waiting());
    }

    void become(ObjectRef ref, Progress now) {
        if (!now.equals(progress.put(ref, now))) {
            changed.run();
        }
    }

    /** What is done about one object. */
    interface Deed {
        void about(ObjectRef ref) throws IOException, InterruptedException;
    }

    /** Does something about each, at the same time; returns when all have come to an end. A failure becomes the object's. */
    void together(Collection<ObjectRef> refs, Deed deed) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (ObjectRef ref : refs) {
            threads.add(Thread.ofVirtual().name("task-step").start(() -> does(ref, deed)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void does(ObjectRef ref, Deed deed) {
        try {
            deed.about(ref);
        } catch (IOException e) {
            become(ref, new Progress.Failed(Refusals.phrase(e), Refusals.words(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            become(ref, new Progress.Failed(Phrase.of("task.broken"), e.toString()));
            throw e;
        }
    }

    /** Makes the change to one object as it was shown, and follows it until it is as it should be. */
    void change(ObjectRef ref) throws IOException, InterruptedException {
        Trial.Attempt attempt = step.begin(ref).orElse(null);
        if (attempt != null) {
            step.finish(ref, attempt);
        }
    }

    /**
     * Changes one after the other as they were shown, and none after one that could not be; each is followed for itself, so that
     * what takes its time holds nobody up. Returns when all have come to an end.
     */
    void inOrder() throws InterruptedException {
        List<Thread> following = new ArrayList<>();
        ObjectRef failed = null;
        for (ObjectRef ref : refs()) {
            if (failed != null) {
                become(ref, new Progress.Skipped(failed));
                continue;
            }
            AtomicReference<Trial.@Nullable Attempt> begun = new AtomicReference<>();
            together(List.of(ref), each -> begun.set(step.begin(each).orElse(null)));
            Trial.Attempt attempt = begun.get();
            if (attempt != null) {
                following.add(Thread.ofVirtual()
                        .name("task-step")
                        .start(() -> does(ref, each -> step.finish(each, attempt))));
            } else if (progress(ref) instanceof Progress.Failed) {
                failed = ref;
            }
        }
        for (Thread thread : following) {
            thread.join();
        }
    }

    /** Something that is sent to a server. */
    interface Sending<T> {
        T send() throws IOException, InterruptedException;
    }

    /** Sends something when it is its turn. */
    <T> T inTurn(Sending<T> sending) throws IOException, InterruptedException {
        writing.acquire();
        try {
            return sending.send();
        } finally {
            writing.release();
        }
    }

    /** Sends a change, and remembers as whom the cluster takes it. */
    Writer.Written write(ObjectRef ref, ApiServer server, Write write) throws IOException, InterruptedException {
        Writer.Written written = new Writer(server).write(write, false);
        users.computeIfAbsent(ref.cluster(), _ -> userOf(server));
        return written;
    }

    private static String userOf(ApiServer server) {
        try {
            return new SelfReview(server).user();
        } catch (IOException e) {
            LOG.debug("the cluster does not say as whom it takes this", e);
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** That takes the change of this object back. */
    void remember(ObjectRef ref, Write back) {
        reverse.put(ref, back);
    }

    Map<ObjectRef, Write> reverse() {
        return Map.copyOf(reverse);
    }

    /** As whom the cluster took it, or null where it does not say. */
    @Nullable
    String user(ObjectRef ref) {
        String user = users.getOrDefault(ref.cluster(), "");
        return user.isEmpty() ? null : user;
    }

    /** For what is to be waited for; closed by whoever waits. */
    Waiting waiting() {
        Waiting each = new Waiting(around.follower(), waiting::remove);
        waiting.add(each);
        return each;
    }

    /** How objects are, in a word. */
    ObjectStatus status() {
        return around.status();
    }

    /** Milliseconds since 1970. */
    long now() {
        return around.clock().millis();
    }

    /** Nothing more begins. */
    void stop() {
        stopped = true;
        waiting.forEach(Waiting::wake);
    }

    boolean stopped() {
        return stopped;
    }
}
