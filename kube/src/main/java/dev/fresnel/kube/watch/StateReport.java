package dev.fresnel.kube.watch;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tells a sink the Reflector's state, each once. Safe for any number of threads; the sink hears one at a time. */
final class StateReport implements Follower.Listener {

    /** Asks how many objects there are. */
    interface Count {
        long ask() throws IOException, InterruptedException;
    }

    private final ObjectSink sink;
    private final Count count;

    private @Nullable ReflectorState told;
    private long words;
    private long read;
    private long expected = ObjectCount.UNKNOWN;
    private boolean complete;
    private @Nullable Thread counting;

    StateReport(ObjectSink sink, Count count) {
        this.sink = sink;
        this.count = count;
    }

    synchronized void tell(ReflectorState state) {
        words++;
        if (!state.equals(told) && !(told instanceof ReflectorState.Stopped)) {
            told = state;
            sink.state(state);
        }
    }

    @Override
    public synchronized void listing(long soFar) {
        read = soFar;
        if (complete && told instanceof ReflectorState.Live) {
            return; // What is held is whole, and a list that ends soon need not be seen.
        }
        if (!complete && counting == null) {
            counting = Thread.ofVirtual().name("count").start(this::count);
        }
        tell(new ReflectorState.Listing(read, expected, complete));
    }

    @Override
    public synchronized void live() {
        if (told instanceof ReflectorState.Listing) {
            expected = read;
        }
        complete = true;
        stopCounting();
        tell(new ReflectorState.Live());
    }

    /** How often something has been said so far. */
    synchronized long words() {
        return words;
    }

    /** Tells a state unless something else has been said since. */
    synchronized void tellUnless(long wordsThen, ReflectorState state) {
        if (words == wordsThen) {
            tell(state);
        }
    }

    /** Nothing is told after this. */
    synchronized void stopped() {
        stopCounting();
        tell(new ReflectorState.Stopped());
    }

    private synchronized void stopCounting() {
        if (counting != null) {
            counting.interrupt();
            counting = null;
        }
    }

    private void count() {
        long answer;
        try {
            answer = count.ask();
        } catch (IOException e) {
            return; // Progress without an end is shown then.
        } catch (InterruptedException e) {
            return; // The list was quicker.
        }
        synchronized (this) {
            if (counting != null && told instanceof ReflectorState.Listing) {
                expected = answer;
                tell(new ReflectorState.Listing(read, expected, complete));
            }
        }
    }
}
