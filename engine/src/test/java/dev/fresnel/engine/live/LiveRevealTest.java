package dev.fresnel.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.RevealData;
import dev.fresnel.engine.view.ViewRequest;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveRevealTest {

    private static final String PATH = "/api/v1/namespaces/shop/secrets/db";

    private final Opened opened = new Opened("prod");

    @AfterEach
    void close() {
        opened.close();
    }

    private static ViewRequest.Reveal of(String name, String key) {
        return new ViewRequest.Reveal(new ObjectRef("prod", "secrets", "shop", name), key);
    }

    @Test
    void wishes_at_full_speed_ask_the_server_for_one_value_at_a_time_and_then_for_the_last() throws Exception {
        opened.connected("prod");
        opened.server.answer(PATH, 200, "{\"data\":{\"user\":\"bWU=\",\"password\":\"c2VjcmV0\"}}");
        CountDownLatch slow = opened.server.hold(PATH);
        try (LiveView view = opened.open(of("db", "user"))) {
            opened.heard.until(() -> opened.server.asked.contains(PATH));
            for (int i = 0; i < 10_000; i++) {
                view.adjust(of("db", "user"));
            }
            view.adjust(of("db", "password"));
            slow.countDown();

            RevealData revealed = opened.until(view, RevealData.class, _ -> true);
            assertThat(revealed.key()).isEqualTo("password");
            assertThat(revealed.text()).isEqualTo("secret");
        }
        assertThat(opened.server.asked.stream().filter(PATH::equals)).hasSize(2);
    }

    @Test
    void a_value_is_told_once_and_asked_for_anew_when_it_is_wanted_again() throws Exception {
        opened.connected("prod");
        opened.server.answer(PATH, 200, "{\"data\":{\"user\":\"bWU=\"}}");
        try (LiveView view = opened.open(of("db", "user"))) {
            opened.until(view, RevealData.class, data -> "me".equals(data.text()));
            assertThat(view.poll()).isNull();
            view.adjust(of("db", "user"));
            opened.heard.until(() -> view.poll() instanceof LiveView.Update.Whole);
        }
        assertThat(opened.server.asked.stream().filter(PATH::equals)).hasSize(2);
    }
}
