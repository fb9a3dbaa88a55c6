package dev.fresnel.server.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.engine.audit.AuditLog.Beginning;
import dev.fresnel.engine.audit.AuditLog.Outcome;
import dev.fresnel.engine.view.AuditData;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.ChangeData.Diff;
import dev.fresnel.engine.view.ChangeData.Hunk;
import dev.fresnel.engine.view.ChangeData.Item;
import dev.fresnel.engine.view.ChangeData.Line;
import dev.fresnel.engine.view.ChangeData.LineKind;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TasksData.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit log in a real file. */
class SqlAuditLogTest {

    private static final Outlook CHANGES = new Outlook.Changes(
            new Diff(List.of(new Hunk(4, 4, List.of(new Line(LineKind.ADDED, "  it's: \"ünï\" \\ 50%")))), 1, 0),
            List.of("a warning"),
            "7");

    @TempDir
    private Path folder;

    @Test
    void what_was_kept_is_there_for_the_next_fresnel_as_it_was_shown() throws Exception {
        ObjectRef web = ref("web");
        ObjectRef node = new ObjectRef("eu", "nodes", null, "n-1");
        SqlAuditLog log = log();
        long id = log.begin(new Beginning(
                "ada", 1_000, "Restart", "restart", List.of(new Item(web, CHANGES), new Item(node, goes()))));
        Progress failed = new Progress.Failed(Phrase.of("change.notNow"), "Cannot evict pod");
        Progress done = new Progress.Done(new Cell.Status(Severity.HEALTHY, "Running"));
        log.end(id, 2_000, Map.of(web, new Outcome(done, "kubernetes-admin"), node, new Outcome(failed, null)));

        assertThat(log().find("", 0, 10).entries())
                .containsExactly(new AuditData.Entry(id, "ada", 1_000, 2_000L, "Restart", "restart", web, 2, 1, 1));
        assertThat(log().steps(id))
                .containsExactly(
                        new AuditData.Step(web, CHANGES, done, "kubernetes-admin"),
                        new AuditData.Step(node, goes(), failed, null));
    }

    @Test
    void nobody_else_reads_it_also_where_the_folder_is_everybodys() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
        log().begin(new Beginning("ada", 1, "Scale", "scale", List.of(new Item(ref("web"), CHANGES))));
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void what_ended_with_the_program_is_known_to_have_begun() throws Exception {
        long id = log().begin(new Beginning("ada", 1, "Scale", "scale", List.of(new Item(ref("web"), CHANGES))));
        assertThat(log().find("", 0, 1).entries().getFirst().endedAt()).isNull();
        assertThat(log().steps(id).getFirst().progress()).isNull();
    }

    @Test
    void words_are_found_wherever_they_stand_as_a_list_of_all_would_find_them() throws Exception {
        Random random = new Random(11);
        List<String> parts = List.of("web", "db", "50%", "a_b", "ax", "'; drop", "\\n", "Ünï", "restart", "eu");
        SqlAuditLog log = log();
        List<Beginning> all = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            List<Item> items = IntStream.rangeClosed(0, random.nextInt(3))
                    .mapToObj(_ -> new Item(
                            new ObjectRef(
                                    "c-" + any(random, parts), "pods", any(random, parts), "n" + any(random, parts)),
                            goes()))
                    .distinct()
                    .toList();
            Beginning one = new Beginning("p-" + any(random, parts), i, any(random, parts), "x", items);
            all.addFirst(one);
            log.begin(one);
        }
        for (int i = 0; i < 60; i++) {
            List<String> words = IntStream.range(0, random.nextInt(3))
                    .mapToObj(_ -> any(random, parts).split(" ")[0])
                    .toList();
            List<Long> expected = all.stream()
                    .filter(one -> words.stream().allMatch(word -> holds(one, word)))
                    .map(Beginning::startedAt)
                    .toList();
            int offset = random.nextInt(4);
            var page = log.find(String.join(" ", words), offset, 7);
            assertThat(page.total()).as("of %s", words).isEqualTo(expected.size());
            assertThat(page.entries().stream().map(AuditData.Entry::startedAt))
                    .as("of %s", words)
                    .isEqualTo(expected.stream().skip(offset).limit(7).toList());
        }
    }

    private static boolean holds(Beginning one, String word) {
        return one.title().contains(word)
                || one.person().contains(word)
                || one.items().stream()
                        .map(Item::ref)
                        .anyMatch(ref -> (ref.cluster() + "\n" + ref.resource() + "\n" + ref.namespace() + "\n"
                                        + ref.name())
                                .contains(word));
    }

    @Test
    void two_fresnels_write_into_one_file_at_once_and_nothing_is_lost() throws Exception {
        int each = 40;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Long>> writes = new ArrayList<>();
            for (SqlAuditLog log : List.of(log(), log())) {
                IntStream.range(0, each)
                        .forEach(i -> writes.add(() -> log.begin(
                                new Beginning("ada", i, "Scale", "scale", List.of(new Item(ref("w" + i), goes()))))));
            }
            for (Future<Long> write : threads.invokeAll(writes)) {
                write.get();
            }
        }
        assertThat(log().find("", 0, 1).total()).isEqualTo(2 * each);
    }

    @Test
    void a_folder_that_cannot_be_made_and_a_file_that_is_no_database_are_named() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new SqlAuditLog(new Database(file.resolve("below"))).find("", 0, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
        Path other = Files.createDirectory(folder.resolve("other"));
        Path broken = Files.writeString(other.resolve("fresnel.db"), "this is no database, ".repeat(100));
        assertThatThrownBy(() -> new SqlAuditLog(new Database(other)).find("", 0, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(broken.toString())
                .hasMessageContaining("not a database");
    }

    @Test
    void the_folder_is_for_the_person_alone() throws Exception {
        log().find("", 0, 1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data"))))
                .isEqualTo("rwx------");
    }

    private SqlAuditLog log() {
        return new SqlAuditLog(new Database(folder.resolve("data")));
    }

    private static ObjectRef ref(String name) {
        return new ObjectRef("eu", "deployments.apps", "shop", name);
    }

    private static Outlook goes() {
        return new Outlook.Goes(List.of());
    }

    private static String any(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
