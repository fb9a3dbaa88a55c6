package dev.fresnel.engine.live;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers wishes by a thread of its own. However fast they come, one is answered at a time, and then the last that came: who
 * wishes at full speed keeps one thread busy, and the API server with one request. Thread-safe.
 *
 * @param <W> wishes
 * @param <A> their answers
 */
final class LastWish<W, A> implements AutoCloseable {

    private final String name;
    private final Function<W, A> answers;
    private final Runnable changed;
    /** All that follows is guarded by this. */
    private @Nullable W wanted;

    private @Nullable A answer;
    private @Nullable RuntimeException failure;
    private @Nullable Thread answering;
    private boolean closed;

    /**
     * @param name of the thread
     * @param answers finds an answer, which may take its time; interrupted when nobody waits any more
     * @param changed called when there is an answer to be taken
     */
    LastWish(String name, Function<W, A> answers, Runnable changed) {
        this.name = name;
        this.answers = answers;
        this.changed = changed;
    }

    /** Wishes for something else. What was answered before and has not been taken is forgotten. */
    synchronized void wish(W wish) {
        wanted = wish;
        answer = null;
        if (answering == null && !closed) {
            answering = Thread.ofVirtual().name(name).start(() -> answer(wish));
        }
    }

    private void answer(W first) {
        try {
            W wish = first;
            while (wish != null) {
                wish = next(wish, answers.apply(wish));
            }
        } catch (RuntimeException mistake) {
            failed(mistake);
        }
        changed.run();
    }

    private synchronized void failed(RuntimeException mistake) {
        answering = null;
        failure = mistake;
    }

    /** Keeps an answer, unless something else is wanted by now: that is returned then. */
    @SuppressWarnings("ReferenceEquality") // the very wish: the same may be wished for twice
    private synchronized @Nullable W next(W answered, A found) {
        if (answered != wanted && !closed) {
            return wanted;
        }
        answering = null;
        answer = closed ? null : found;
        return null;
    }

    /**
     * The answer to the last wish, once; null while there is none.
     *
     * @throws RuntimeException where no answer could be found because of a mistake of this program's own
     */
    synchronized @Nullable A take() {
        if (failure != null) {
            throw failure;
        }
        A taken = answer;
        answer = null;
        return taken;
    }

    @Override
    public synchronized void close() {
        closed = true;
        answer = null;
        if (answering != null) {
            answering.interrupt();
        }
    }
}
