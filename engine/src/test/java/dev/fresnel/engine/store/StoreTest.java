package dev.fresnel.engine.store;

import static dev.fresnel.engine.store.Pods.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.wire.Encoding;
import dev.fresnel.kube.wire.ReadObject;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StoreTest {

    private final AtomicLong millis = new AtomicLong();
    private final Store store = store(PodShape.PODS);

    private Store store(Kind kind) {
        return new Store("prod", kind, new PodShape(), () -> Instant.ofEpochMilli(millis.get()), Runnable::run);
    }

    private void list(Pods... pods) {
        store.listStarted();
        for (Pods pod : pods) {
            store.upsert(pod.read());
        }
        store.listComplete();
    }

    private Row row(String namespace, String name) {
        return Objects.requireNonNull(store.snapshot().byName(namespace, name), name);
    }

    @Test
    void a_list_is_read_to_rows_with_metadata_and_cells() {
        list(pod("shop", "web-0")
                .created(Instant.ofEpochMilli(1_000))
                .label("app", "web")
                .owner("rs-1")
                .restarts(3));

        Row row = row("shop", "web-0");
        assertThat(row.cluster()).isEqualTo("prod");
        assertThat(row.createdAt()).isEqualTo(1_000);
        assertThat(row.labels()).isEqualTo(Map.of("app", "web"));
        assertThat(row.owners()).containsExactly("rs-1");
        assertThat(row.cells()).hasSize(7);
        assertThat(store.snapshot().complete()).isTrue();
        assertThat(store.snapshot().size()).isEqualTo(1);
    }

    @Test
    void rows_are_found_by_uid_name_and_owner() {
        list(
                pod("a", "x").owner("rs-1"),
                pod("a", "y").owner("rs-1"),
                pod("b", "x").owner("rs-2"));

        assertThat(store.snapshot().byUid("uid-b-x")).isSameAs(row("b", "x"));
        assertThat(store.snapshot().byUid("uid-b-y")).isNull();
        assertThat(store.snapshot().ownedBy("rs-1")).containsExactlyInAnyOrder(row("a", "x"), row("a", "y"));
        assertThat(store.snapshot().ownedBy("rs-3")).isEmpty();
    }

    @Test
    void what_was_sorted_once_does_not_hold_what_the_store_held_then() {
        WeakReference<StoreSnapshot> then = sortedOnce();
        store.upsert(pod("a", "x").version(2).read());
        store.settled();

        store.review();
        System.gc();
        assertThat(then.get()).isNull();
        assertThat(store.byName().rows()).containsExactly(row("a", "x"));
    }

    /** In a method of its own, so that no variable holds the snapshot. */
    private WeakReference<StoreSnapshot> sortedOnce() {
        list(pod("a", "x"));
        return new WeakReference<>(store.byName().snapshot());
    }

    @Test
    void changes_are_not_seen_before_they_are_settled() {
        list(pod("a", "x"));
        store.upsert(pod("a", "y").read());
        store.delete("a", "x", "uid-a-x");
        assertThat(store.snapshot().rows()).extracting(Row::name).containsExactly("x");

        store.settled();
        assertThat(store.snapshot().rows()).extracting(Row::name).containsExactly("y");
    }

    @Test
    void a_long_list_shows_its_first_rows_before_its_end() {
        store.listStarted();
        store.upsert(pod("a", "x").read());
        assertThat(store.snapshot().size()).isZero();
        millis.addAndGet(100);
        store.upsert(pod("a", "y").read());

        assertThat(store.snapshot().size()).isEqualTo(2);
        assertThat(store.snapshot().complete()).isFalse();
    }

    @Test
    void a_list_after_a_gap_keeps_rows_that_did_not_change_and_removes_those_it_does_not_name() {
        list(pod("a", "same"), pod("a", "changed"), pod("a", "deleted"));
        Row same = row("a", "same");
        Row changed = row("a", "changed");
        StoreSnapshot before = store.snapshot();

        store.listStarted();
        store.upsert(pod("a", "same").read());
        store.upsert(pod("a", "changed").version(2).restarts(1).read());
        store.upsert(pod("a", "new").read());
        assertThat(store.snapshot()).as("what is shown stays during the list").isSameAs(before);
        store.listComplete();

        assertThat(row("a", "same")).isSameAs(same);
        assertThat(row("a", "changed").id()).isEqualTo(changed.id());
        Changes changes = store.snapshot().changesSince(before);
        assertThat(changes.removed()).extracting(Row::name).containsExactly("deleted");
        assertThat(changes.upserted())
                .containsExactlyInAnyOrder(
                        new Changes.Upsert(row("a", "changed"), changed), new Changes.Upsert(row("a", "new"), null));
    }

    @Test
    void an_object_made_again_under_its_name_is_another_row() {
        list(pod("a", "x").owner("o"));
        StoreSnapshot before = store.snapshot();
        Row old = row("a", "x");
        store.upsert(pod("a", "x").uid("second").owner("o").read());
        store.delete("a", "x", old.uid());
        store.settled();

        Row now = row("a", "x");
        assertThat(now.id()).isNotEqualTo(old.id());
        assertThat(store.snapshot().ownedBy("o")).containsExactly(now);
        assertThat(store.snapshot().changesSince(before).removed()).containsExactly(old);
        assertThat(store.snapshot().size()).isEqualTo(1);
    }

    @Test
    void objects_without_uid_are_known_by_name() {
        list(pod("a", "x").uid(""), pod("a", "y").uid(""));
        store.upsert(pod("a", "x").uid("").version(2).restarts(5).read());
        store.delete("a", "y", "");
        store.settled();

        assertThat(store.snapshot().rows()).containsExactly(row("a", "x"));
        assertThat(row("a", "x").resourceVersion()).isEqualTo("2");
    }

    @Test
    void what_repeats_is_one_object() {
        list(
                pod("a", "x").label("app", "web").node("n1").owner("rs"),
                pod("a", "y").label("app", "web").node("n1").owner("rs"));

        Row x = row("a", "x");
        Row y = row("a", "y");
        assertThat(x.labels()).isSameAs(y.labels());
        assertThat(x.owners()).isSameAs(y.owners());
        assertThat(x.cells().get(5)).isSameAs(y.cells().get(5));
    }

    @Test
    void whole_objects_come_back_as_they_were_from_small_and_large_stores() {
        list(pod("a", "x"));
        byte[] first = pod("a", "x").read().body();
        assertThat(body("x").bytes()).isEqualTo(first);
        StoreSnapshot small = store.snapshot();
        Row old = row("a", "x");

        store.listStarted();
        for (int i = 0; i < 3_000; i++) {
            store.upsert(pod("a", "p" + i).read());
        }
        byte[] huge = "{\"annotations\":\"".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        store.upsert(pod("a", "huge").read(huge));
        store.listComplete();

        for (int i = 0; i < 3_000; i++) {
            assertThat(body("p" + i).bytes()).isEqualTo(pod("a", "p" + i).read().body());
        }
        assertThat(body("huge").bytes()).isEqualTo(huge);
        assertThat(body("huge").encoding()).isEqualTo(Encoding.JSON);
        store.close();
        assertThat(small.body(old)).as("an old snapshot has what it had").isNotNull();
        assertThat(store.snapshot().body(old)).as("a row that is gone").isNull();
    }

    private Body body(String name) {
        return Objects.requireNonNull(store.snapshot().body(row("a", name)), name);
    }

    @Test
    void bodies_of_secrets_are_not_kept_whatever_is_handed_in() {
        Kind secrets =
                new Kind("", "v1", "Secret", "secrets", "secret", List.of(), List.of(), true, Set.of("list"), Set.of());
        Store kept = store(secrets);
        kept.listStarted();
        kept.upsert(pod("a", "token").read());
        kept.listComplete();

        assertThat(kept.snapshot().body(kept.snapshot().rows().getFirst())).isNull();
    }

    @Test
    void a_shape_that_throws_costs_its_cells_and_nothing_else() {
        store.listStarted();
        store.upsert(new ReadObject("a", "odd", "u", "1", Map.of("phase", 5L), new byte[0], Encoding.PROTOBUF));
        store.upsert(pod("a", "fine").read());
        store.listComplete();

        assertThat(row("a", "odd").cells()).hasSize(7);
        assertThat(row("a", "fine").cells()).hasSize(7);
    }

    @Test
    void listeners_are_told_each_batch_in_order() {
        List<Changes> told = new ArrayList<>();
        Subscription subscription = store.subscribe((before, now) -> told.add(now.changesSince(before)));
        list(pod("a", "x"));
        store.upsert(pod("a", "x").version(2).read());
        store.upsert(pod("a", "x").version(3).read());
        store.settled();
        store.settled();
        subscription.close();
        store.delete("a", "x", "uid-a-x");
        store.settled();

        assertThat(told).hasSize(2);
        assertThat(told.getLast().upserted())
                .extracting(upsert -> upsert.row().resourceVersion())
                .containsExactly("3");
    }
}
