package dev.fresnel.engine.action;

import dev.fresnel.engine.view.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What a step waits for: news of objects, or that its task is stopped. For one thread. */
final class Waiting implements AutoCloseable {

    private final Follower follower;
    private final Semaphore news = new Semaphore(1);
    private final List<Follower.Followed> followed = new ArrayList<>();
    private final Consumer<Waiting> ended;

    /** @param ended told when nothing is waited for any more */
    Waiting(Follower follower, Consumer<Waiting> ended) {
        this.follower = follower;
        this.ended = ended;
    }

    /** Waits for news of this object as well. */
    Follower.Followed on(ObjectRef ref) {
        Follower.Followed each = follower.follow(ref, news::release);
        followed.add(each);
        return each;
    }

    /** Returns when there is news, at once where there was some since the last time; without any, after so many seconds. */
    void forNews(long seconds) throws InterruptedException {
        boolean _ = news.tryAcquire(seconds, TimeUnit.SECONDS);
        news.drainPermits();
    }

    /** By any thread: whoever waits goes on. */
    void wake() {
        news.release();
    }

    @Override
    public void close() {
        ended.accept(this);
        followed.forEach(Follower.Followed::close);
    }
}
