package dev.fresnel.server.connection;

import dev.fresnel.engine.view.CompletionData;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ViewRequest;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A view that says how often it has been polled, whenever it is. */
final class FakeView implements LiveView {

    final ViewRequest request;
    final String language;
    final Runnable changed;
    final AtomicInteger polls = new AtomicInteger();
    final AtomicInteger closes = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    volatile @Nullable Throwable mistake;
    volatile boolean droppedGone;

    FakeView(ViewRequest request, String language, Runnable changed) {
        this.request = request;
        this.language = language;
        this.changed = changed;
    }

    @Override
    public @Nullable Update poll() {
        int number = polls.incrementAndGet();
        switch (mistake) {
            case null -> {}
            case Error error -> throw error;
            case Throwable other -> throw (RuntimeException) other;
        }
        return new Update.Whole(new CompletionData("poll " + number, 0, 0, List.of()));
    }

    @Override
    public void adjust(ViewRequest adjusted) {
        if (!(adjusted instanceof ViewRequest.Home)) {
            throw new IllegalArgumentException("this view is home");
        }
    }

    @Override
    public void dropGone() {
        droppedGone = true;
    }

    @Override
    public void close() {
        closes.incrementAndGet();
        closed.countDown();
    }

    void awaitClosed() throws InterruptedException {
        if (!closed.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the view has not been closed in 20 s");
        }
    }
}
