package dev.fresnel.engine.live;

import dev.fresnel.engine.audit.AuditLog;
import dev.fresnel.engine.store.Subscription;
import dev.fresnel.engine.view.AuditData;
import dev.fresnel.engine.view.ViewData;
import dev.fresnel.engine.view.ViewRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was done through Fresnel; follows what is being done. */
final class LiveAudit extends WholeView {

    private static final int MAX_ENTRIES = 200;
    /** Each word of it costs a look at every entry. */
    private static final int MAX_TEXT = 200;

    private final AuditLog log;
    private final Subscription subscription;
    private volatile boolean stale = true;
    private ViewRequest.Audit asked;
    private @Nullable ViewData known;

    LiveAudit(Surroundings around, ViewRequest.Audit asked, Runnable changed) {
        this.log = around.audit();
        this.asked = checked(asked);
        this.subscription = around.tasks().subscribe(() -> {
            stale = true;
            changed.run();
        });
    }

    @Override
    @Nullable
    ViewData data() {
        if (stale || known == null) {
            stale = false;
            known = read();
        }
        return known;
    }

    private AuditData read() {
        try {
            AuditLog.Page page = log.find(asked.text(), asked.offset(), asked.limit());
            Long open = asked.open();
            AuditData.Opened opened = open == null ? null : new AuditData.Opened(open, log.steps(open));
            return new AuditData(page.total(), asked.offset(), page.entries(), opened, null);
        } catch (IOException e) {
            return new AuditData(0, asked.offset(), List.of(), null, String.valueOf(e.getMessage()));
        }
    }

    @Override
    void look(ViewRequest request) {
        if (!(request instanceof ViewRequest.Audit audit)) {
            throw new IllegalArgumentException("this view is of the audit log");
        }
        asked = checked(audit);
        stale = true;
    }

    private static ViewRequest.Audit checked(ViewRequest.Audit audit) {
        if (audit.offset() < 0 || audit.limit() < 1 || audit.limit() > MAX_ENTRIES) {
            throw new IllegalArgumentException("the offset is at least 0, the limit between 1 and " + MAX_ENTRIES);
        }
        if (audit.text().length() > MAX_TEXT) {
            throw new IllegalArgumentException("the text has at most " + MAX_TEXT + " characters");
        }
        return audit;
    }

    @Override
    void end() {
        subscription.close();
    }
}
