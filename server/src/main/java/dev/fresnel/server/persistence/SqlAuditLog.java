package dev.fresnel.server.persistence;

import dev.fresnel.engine.audit.AuditLog;
import dev.fresnel.engine.view.AuditData;
import dev.fresnel.engine.view.ChangeData.Item;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.TasksData.Progress;
import dev.fresnel.server.protocol.StoredJson;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The audit log in the database: the last {@value #KEPT} changes. Thread-safe. */
public final class SqlAuditLog implements AuditLog {

    /** A busy person makes some dozens a day: years. */
    static final int KEPT = 50_000;

    private static final String FIRST = " from audit_step s where s.entry = e.id and s.ordinal = 0) ";

    private static final String ENTRIES = """
            select e.*,
              (select cluster%1$s first_cluster,
              (select resource%1$s first_resource,
              (select namespace%1$s first_namespace,
              (select name%1$s first_name,
              (select count(*) from audit_step s where s.entry = e.id) total,
              (select count(*) from audit_step s where s.entry = e.id and s.outcome = 'done') done,
              (select count(*) from audit_step s where s.entry = e.id and s.outcome = 'failed') failed
            from audit_entry e""".formatted(FIRST);

    private final Database database;

    public SqlAuditLog(Database database) {
        this.database = database;
    }

    @Override
    public long begin(Beginning beginning) throws IOException {
        return kept(handle -> handle.inTransaction(transaction -> {
            long id = transaction
                    .createUpdate("insert into audit_entry (person, started_at, title, icon) values (?, ?, ?, ?)")
                    .bind(0, beginning.person())
                    .bind(1, beginning.startedAt())
                    .bind(2, beginning.title())
                    .bind(3, beginning.icon())
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .one();
            PreparedBatch steps = transaction.prepareBatch("""
                    insert into audit_step (entry, ordinal, cluster, resource, namespace, name, outlook)
                    values (?, ?, ?, ?, ?, ?, ?)""");
            int ordinal = 0;
            for (Item item : beginning.items()) {
                ObjectRef ref = item.ref();
                steps.add(
                        id,
                        ordinal++,
                        ref.cluster(),
                        ref.resource(),
                        ref.namespace(),
                        ref.name(),
                        StoredJson.write(item.outlook()));
            }
            steps.execute();
            transaction.execute("delete from audit_entry where id <= ?", id - KEPT);
            return id;
        }));
    }

    @Override
    public void end(long id, long endedAt, Map<ObjectRef, Outcome> outcomes) throws IOException {
        kept(handle -> handle.inTransaction(transaction -> {
            transaction.execute("update audit_entry set ended_at = ? where id = ?", endedAt, id);
            PreparedBatch steps = transaction.prepareBatch("""
                    update audit_step set outcome = ?, progress = ?, cluster_user = ?
                    where entry = ? and cluster = ? and resource = ? and namespace is ? and name = ?""");
            outcomes.forEach((ref, outcome) -> steps.add(
                    word(outcome.progress()),
                    StoredJson.write(outcome.progress()),
                    outcome.user(),
                    id,
                    ref.cluster(),
                    ref.resource(),
                    ref.namespace(),
                    ref.name()));
            return steps.execute();
        }));
    }

    private static String word(Progress progress) {
        return progress.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    @Override
    public Page find(String text, int offset, int limit) throws IOException {
        List<String> words = text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
        StringBuilder where = new StringBuilder(" where true");
        for (int i = 0; i < words.size(); i++) {
            where.append(" and ").append(holds("word" + i));
        }
        return kept(handle -> {
            int total = bound(handle.createQuery("select count(*) from audit_entry e" + where), words)
                    .mapTo(Integer.class)
                    .one();
            List<AuditData.Entry> entries = bound(
                            handle.createQuery(ENTRIES + where + " order by e.id desc limit :limit offset :offset"),
                            words)
                    .bind("limit", limit)
                    .bind("offset", offset)
                    .map((row, _) -> entry(row))
                    .list();
            return new Page(total, entries);
        });
    }

    /** An entry holds a word where any of these does. */
    private static String holds(String word) {
        return """
                (e.title like :%1$s escape '!' or e.person like :%1$s escape '!' or exists (
                  select 1 from audit_step s where s.entry = e.id and (
                    s.name like :%1$s escape '!' or s.namespace like :%1$s escape '!'
                    or s.cluster like :%1$s escape '!' or s.resource like :%1$s escape '!')))
                """.formatted(word);
    }

    private static Query bound(Query query, List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            query.bind("word" + i, "%" + words.get(i).replaceAll("([!%_])", "!$1") + "%");
        }
        return query;
    }

    private static AuditData.Entry entry(ResultSet row) throws SQLException {
        long endedAt = row.getLong("ended_at");
        boolean ended = !row.wasNull();
        return new AuditData.Entry(
                row.getLong("id"),
                row.getString("person"),
                row.getLong("started_at"),
                ended ? endedAt : null,
                row.getString("title"),
                row.getString("icon"),
                new ObjectRef(
                        row.getString("first_cluster"),
                        row.getString("first_resource"),
                        row.getString("first_namespace"),
                        row.getString("first_name")),
                row.getInt("total"),
                row.getInt("done"),
                row.getInt("failed"));
    }

    /** A step as it is kept. */
    private record Kept(
            ObjectRef ref,
            String outlook,
            @Nullable String progress,
            @Nullable String user) {}

    @Override
    public List<AuditData.Step> steps(long id) throws IOException {
        List<Kept> kept = kept(handle -> handle.createQuery("select * from audit_step where entry = ? order by ordinal")
                .bind(0, id)
                .map((row, _) -> new Kept(
                        new ObjectRef(
                                row.getString("cluster"),
                                row.getString("resource"),
                                row.getString("namespace"),
                                row.getString("name")),
                        row.getString("outlook"),
                        row.getString("progress"),
                        row.getString("cluster_user")))
                .list());
        List<AuditData.Step> steps = new ArrayList<>();
        for (Kept step : kept) {
            steps.add(new AuditData.Step(
                    step.ref,
                    StoredJson.read(step.outlook, Outlook.class),
                    step.progress == null ? null : StoredJson.read(step.progress, Progress.class),
                    step.user));
        }
        return steps;
    }

    /** What is done with an open database. */
    private interface Work<T> {
        T with(Handle handle);
    }

    private <T> T kept(Work<T> work) throws IOException {
        try {
            return database.open().withHandle(work::with);
        } catch (JdbiException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException("the audit log: " + cause.getMessage(), e);
        }
    }
}
