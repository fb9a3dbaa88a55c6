package dev.fresnel.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.engine.cluster.Heard;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LastWishTest {

    private final Heard heard = new Heard();
    private final List<Integer> begun = new CopyOnWriteArrayList<>();
    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private String answer(int wish) {
        begun.add(wish);
        try {
            go.await();
        } catch (InterruptedException e) {
            ended.countDown();
        }
        return "answer " + wish;
    }

    private static @Nullable String taken(LastWish<Integer, String> wish, Heard heard) throws InterruptedException {
        heard.until(() -> heard.times() > 0);
        return wish.take();
    }

    @Test
    void of_many_wishes_the_first_and_the_last_are_answered_and_the_last_answer_is_given_once() throws Exception {
        try (LastWish<Integer, String> wish = new LastWish<>("test", this::answer, heard)) {
            wish.wish(0);
            heard.until(() -> begun.size() == 1);
            for (int i = 1; i <= 10_000; i++) {
                wish.wish(i);
            }
            go.countDown();

            assertThat(taken(wish, heard)).isEqualTo("answer 10000");
            assertThat(wish.take()).isNull();
            assertThat(begun).containsExactly(0, 10_000);
        }
    }

    @Test
    void what_nobody_waits_for_any_more_is_interrupted_and_forgotten() throws Exception {
        LastWish<Integer, String> wish = new LastWish<>("test", this::answer, heard);
        wish.wish(0);
        heard.until(() -> begun.size() == 1);
        wish.close();
        ended.await();

        assertThat(taken(wish, heard)).isNull();
        wish.wish(1);
        assertThat(begun).containsExactly(0);
    }

    @Test
    void a_mistake_is_told_to_whoever_takes_the_answer() throws Exception {
        try (LastWish<Integer, String> wish = new LastWish<>(
                "test",
                _ -> {
                    throw new IllegalStateException("not today");
                },
                heard)) {
            wish.wish(0);
            assertThatThrownBy(() -> taken(wish, heard)).hasMessage("not today");
        }
    }
}
