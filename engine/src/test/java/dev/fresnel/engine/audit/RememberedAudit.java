package dev.fresnel.engine.audit;

import dev.fresnel.engine.view.AuditData;
import dev.fresnel.engine.view.ObjectRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An audit log that lasts as long as a test. */
public final class RememberedAudit implements AuditLog {

    private final List<Beginning> begun = new ArrayList<>();
    private final List<Map<ObjectRef, Outcome>> ended = new ArrayList<>();
    private boolean full;

    /** Nothing can be kept any more. */
    public synchronized void isFull() {
        full = true;
    }

    /** What was begun, oldest first. */
    public synchronized List<Beginning> begun() {
        return List.copyOf(begun);
    }

    /** What came of it, in the order in which it ended. */
    public synchronized List<Map<ObjectRef, Outcome>> ended() {
        return List.copyOf(ended);
    }

    @Override
    public synchronized long begin(Beginning beginning) throws IOException {
        if (full) {
            throw new IOException("no space left on device");
        }
        begun.add(beginning);
        return begun.size();
    }

    @Override
    public synchronized void end(long id, long endedAt, Map<ObjectRef, Outcome> outcomes) {
        ended.add(Map.copyOf(outcomes));
    }

    @Override
    public Page find(String text, int offset, int limit) {
        throw new UnsupportedOperationException("looked through in the server's tests");
    }

    @Override
    public List<AuditData.Step> steps(long id) {
        throw new UnsupportedOperationException("looked through in the server's tests");
    }
}
