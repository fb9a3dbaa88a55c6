package dev.fresnel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.server.http.RequestGuard.Asked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestGuardTest {

    private static final String HOST = "127.0.0.1:7654";
    private static final String ORIGIN = "http://127.0.0.1:7654";

    private final RequestGuard guard = new RequestGuard(7654);

    private int status(
            String method,
            boolean socket,
            @Nullable String host,
            @Nullable String origin,
            @Nullable String site,
            @Nullable String override) {
        Refusal refusal = guard.refusal(new Asked(method, socket, host, origin, site, override));
        return refusal == null ? 200 : refusal.status;
    }

    @Test
    void a_page_may_be_opened_from_anywhere_by_its_right_name() {
        assertThat(status("GET", false, HOST, null, null, null)).isEqualTo(200);
        assertThat(status("HEAD", false, "localhost:7654", null, "cross-site", null))
                .isEqualTo(200);
        assertThat(status("GET", false, "[::1]:7654", "http://evil.example", "cross-site", null))
                .isEqualTo(200);
    }

    @Test
    void every_other_name_is_refused() {
        for (String host : new String[] {"", "127.0.0.1", "127.0.0.1:7655", "a.localhost:7654", "evil:7654"}) {
            assertThat(status("GET", false, host, null, null, null)).as(host).isEqualTo(421);
        }
        assertThat(status("GET", false, null, null, null, null)).isEqualTo(421);
    }

    @Test
    void what_changes_something_must_come_from_the_very_page_that_is_asked() {
        for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW", "get"}) {
            assertThat(status(method, false, HOST, ORIGIN, null, null))
                    .as(method)
                    .isEqualTo(200);
            assertThat(status(method, false, HOST, ORIGIN, "same-origin", null))
                    .as(method)
                    .isEqualTo(200);
            assertThat(status(method, false, HOST, null, "same-origin", null))
                    .as(method)
                    .isEqualTo(403);
            assertThat(status(method, false, HOST, "http://localhost:7654", null, null))
                    .as(method)
                    .isEqualTo(403);
            assertThat(status(method, false, HOST, ORIGIN, "same-site", null))
                    .as(method)
                    .isEqualTo(403);
        }
    }

    @Test
    void a_socket_is_held_to_the_same_though_it_begins_as_a_get() {
        assertThat(status("GET", true, HOST, ORIGIN, null, null)).isEqualTo(200);
        assertThat(status("GET", true, HOST, null, null, null)).isEqualTo(403);
        assertThat(status("GET", true, HOST, "null", null, null)).isEqualTo(403);
        assertThat(status("GET", true, HOST, ORIGIN, "cross-site", null)).isEqualTo(403);
    }

    @Test
    void no_header_changes_the_method() {
        assertThat(status("POST", false, HOST, null, null, "GET")).isEqualTo(403);
        assertThat(status("GET", false, HOST, ORIGIN, "same-origin", "POST")).isEqualTo(403);
    }
}
