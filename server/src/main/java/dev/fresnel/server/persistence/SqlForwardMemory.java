package dev.fresnel.server.persistence;

import dev.fresnel.engine.forward.ForwardMemory;
import dev.fresnel.engine.forward.ForwardSpec;
import dev.fresnel.engine.view.ObjectRef;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What was forwarded, in the database. Thread-safe. */
public final class SqlForwardMemory implements ForwardMemory {

    private final Database database;

    public SqlForwardMemory(Database database) {
        this.database = database;
    }

    @Override
    public List<ForwardSpec> all() throws IOException {
        try {
            return database.open()
                    .withHandle(handle -> handle.createQuery("select * from forward order by ordinal")
                            .map((row, _) -> spec(row))
                            .list());
        } catch (JdbiException e) {
            throw new IOException("what was forwarded cannot be read: " + e.getMessage(), e);
        }
    }

    private static ForwardSpec spec(ResultSet row) throws SQLException {
        ObjectRef ref = new ObjectRef(
                row.getString("cluster"), row.getString("resource"), row.getString("namespace"), row.getString("name"));
        return new ForwardSpec(ref, row.getInt("port"), row.getInt("local_port"));
    }

    @Override
    public void keep(List<ForwardSpec> forwards) throws IOException {
        try {
            database.open().useTransaction(transaction -> {
                transaction.execute("delete from forward");
                PreparedBatch rows = transaction.prepareBatch("""
                        insert into forward (ordinal, cluster, resource, namespace, name, port, local_port)
                        values (?, ?, ?, ?, ?, ?, ?)""");
                int ordinal = 0;
                for (ForwardSpec each : forwards) {
                    ObjectRef ref = each.ref();
                    rows.add(
                            ordinal++,
                            ref.cluster(),
                            ref.resource(),
                            ref.namespace(),
                            ref.name(),
                            each.port(),
                            each.localPort());
                }
                rows.execute();
            });
        } catch (JdbiException e) {
            throw new IOException("what is forwarded cannot be kept: " + e.getMessage(), e);
        }
    }
}
