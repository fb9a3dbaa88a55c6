package dev.fresnel.server.inside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.AuditData;
import dev.fresnel.engine.view.ChangeData;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.TerminalData;
import dev.fresnel.engine.view.TerminalData.Cause;
import dev.fresnel.engine.view.TerminalData.Mode;
import dev.fresnel.engine.view.TerminalData.State;
import dev.fresnel.engine.view.ViewAct;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.stream.CommandRequest;
import dev.fresnel.kube.stream.CommandStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TerminalsTest {

    private static final ObjectRef STOREFRONT = Guest.deployment("shop-front", "storefront");
    /** Has no shell. */
    private static final ObjectRef SEARCH = Guest.deployment("shop-search", "search-api");

    @SuppressWarnings("NullAway.Init")
    private Guest guest;

    @BeforeAll
    void begin(@TempDir Path data) throws Exception {
        guest = new Guest(data);
    }

    @AfterAll
    void end() {
        guest.close();
    }

    private static ViewRequest.Terminal terminal(String session, boolean fresh, ObjectRef ref) {
        return new ViewRequest.Terminal(session, fresh, ref, null, "", Mode.SHELL, 100, 30);
    }

    private static String session() {
        return UUID.randomUUID().toString();
    }

    private static void type(LiveView view, String text) {
        view.receive(text.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable State stateOf(Guest.Seen seen) {
        return seen.data instanceof TerminalData terminal ? terminal.state() : null;
    }

    private void await(Guest.Seen seen, String text) throws InterruptedException {
        guest.wait(() -> seen.look().text().contains(text));
    }

    @Test
    void what_is_typed_is_run_and_is_still_there_for_whoever_looks_again() throws Exception {
        String session = session();
        try (LiveView view = guest.opens(terminal(session, true, STOREFRONT))) {
            Guest.Seen seen = new Guest.Seen(view);
            await(seen, "$ ");
            type(view, "printf '\\033]0;ev''il\\007\\033[6n%s-%s\\n' one two; stty size\r");
            await(seen, "one-two");
            await(seen, "30 100");
            assertThat(seen.text()).doesNotContain("evil", "\u001b[6n", "\u001b]");
            view.act(new ViewAct.Resize(90, 20));
            type(view, "stty size\r");
            await(seen, "20 90");
        }

        try (LiveView again = guest.opens(terminal(session, false, STOREFRONT))) {
            Guest.Seen seen = new Guest.Seen(again);
            await(seen, "20 90");
            assertThat(seen.text()).contains("one-two");
            TerminalData told = (TerminalData) Objects.requireNonNull(seen.data);
            assertThat(told.state()).isInstanceOf(State.Running.class);
            assertThat(told.places()).extracting(TerminalData.Place::container).contains("storefront");
            type(again, "exit 3\r");
            guest.wait(() -> stateOf(seen.look()) instanceof State.Ended);
            assertThat(stateOf(seen)).isInstanceOfSatisfying(State.Ended.class, ended -> {
                assertThat(ended.cause()).isEqualTo(Cause.EXITED);
                assertThat(ended.message().args()).containsEntry("code", "3");
            });
        }
    }

    @Test
    void closing_leaves_no_process_behind_and_no_terminal() throws Exception {
        String session = session();
        ObjectRef pod;
        try (LiveView view = guest.opens(terminal(session, true, STOREFRONT))) {
            Guest.Seen seen = new Guest.Seen(view);
            await(seen, "$ ");
            type(view, "sleep 7531\r");
            pod = Objects.requireNonNull(((TerminalData) Objects.requireNonNull(seen.data)).target());
            guest.wait(() -> processes(pod).contains("sleep 7531"));
            view.act(new ViewAct.End());
        }
        guest.wait(() -> !processes(pod).contains("sleep 7531"));
        try (LiveView again = guest.opens(terminal(session, false, STOREFRONT))) {
            TerminalData told =
                    guest.until(again, TerminalData.class, terminal -> terminal.state() instanceof State.Ended);
            assertThat(told.state())
                    .isInstanceOfSatisfying(
                            State.Ended.class,
                            ended -> assertThat(ended.cause()).isEqualTo(Cause.GONE));
        }
    }

    private String processes(ObjectRef pod) {
        CommandRequest ps = new CommandRequest(
                String.valueOf(pod.namespace()), pod.name(), "storefront", List.of("ps"), false, false);
        StringBuilder all = new StringBuilder();
        try (CommandStream stream = CommandStream.open(guest.connection().server(), ps)) {
            for (var output = stream.next(); output != null; output = stream.next()) {
                all.append(new String(output.bytes(), StandardCharsets.UTF_8));
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return all.toString();
    }

    @Test
    void a_program_that_writes_without_end_waits_for_a_browser_that_draws_slowly() throws Exception {
        try (LiveView view = guest.opens(terminal(session(), true, STOREFRONT))) {
            Guest.Seen seen = new Guest.Seen(view);
            await(seen, "$ ");
            type(view, "yes " + "y".repeat(1_000) + "\r");
            // Not one byte is said to have been drawn.
            guest.wait(() -> seen.look().bytes() >= 256 * 1024);
            long most = seen.bytes();
            assertThat(most).isLessThan(384 * 1024);
            assertThat(view.poll()).isNull();

            int replay = ((TerminalData) Objects.requireNonNull(seen.data)).replay();
            view.act(new ViewAct.Took(replay, most));
            guest.wait(() -> seen.look().bytes() > most);
            view.act(new ViewAct.End());
        }
    }

    @Test
    void who_comes_back_to_much_output_gets_its_end() throws Exception {
        String session = session();
        try (LiveView view = guest.opens(terminal(session, true, STOREFRONT))) {
            await(new Guest.Seen(view), "$ ");
            type(view, "yes " + "z".repeat(1_000) + " | head -n 3000; echo do''ne\r");
        }
        // While nobody looks nothing waits.
        try (LiveView view = guest.opens(terminal(session, false, STOREFRONT))) {
            Guest.Seen seen = new Guest.Seen(view);
            guest.wait(() -> {
                seen.look();
                if (seen.data instanceof TerminalData told) {
                    view.act(new ViewAct.Took(told.replay(), Long.MAX_VALUE));
                }
                return seen.text().contains("done");
            });
            view.act(new ViewAct.End());
        }
    }

    @Test
    void a_container_without_a_shell_says_so() throws Exception {
        try (LiveView view = guest.opens(terminal(session(), true, SEARCH))) {
            TerminalData told =
                    guest.until(view, TerminalData.class, terminal -> terminal.state() instanceof State.Ended);
            assertThat(told.state()).isInstanceOfSatisfying(State.Ended.class, ended -> {
                assertThat(ended.cause()).isEqualTo(Cause.NO_SHELL);
                assertThat(ended.detail()).contains("no such file or directory");
            });
        }
    }

    @Test
    void a_debug_container_is_shown_before_it_is_added_and_then_joined() throws Exception {
        ObjectRef pod;
        try (LiveView view = guest.opens(terminal(session(), true, SEARCH))) {
            pod = Objects.requireNonNull(guest.until(view, TerminalData.class, terminal -> terminal.target() != null)
                    .target());
        }
        ChangeData.Leads leads;
        try (LiveView change = guest.opens(new ViewRequest.Change(
                List.of(pod), "debug", Map.of("image", "busybox:1.37", "target", "search-api")))) {
            ChangeData ready = guest.until(change, ChangeData.class, data -> data.stage() == ChangeData.Stage.READY);
            assertThat(ready.items().getFirst().outlook())
                    .isInstanceOfSatisfying(
                            Outlook.Changes.class,
                            changes -> assertThat(changes.diff().hunks())
                                    .flatExtracting(ChangeData.Hunk::lines)
                                    .extracting(ChangeData.Line::text)
                                    .anyMatch(line -> line.contains("targetContainerName: search-api")));
            change.act(new ViewAct.Confirm(""));
            leads = Objects.requireNonNull(
                    guest.until(change, ChangeData.class, data -> data.stage() == ChangeData.Stage.STARTED)
                            .leads());
        }
        try (LiveView view = guest.opens(new ViewRequest.Terminal(
                session(), true, leads.ref(), leads.ref(), leads.container(), leads.mode(), 80, 24))) {
            Guest.Seen seen = new Guest.Seen(view);
            guest.wait(() -> stateOf(seen.look()) instanceof State.Running);
            type(view, "\recho a''b\r");
            await(seen, "ab\r\n");
            view.act(new ViewAct.End());
        }
    }

    @Test
    void what_is_no_object_with_containers_has_no_terminal() throws Exception {
        ObjectRef none = Guest.deployment("shop-front", "no-such-thing");
        try (LiveView view = guest.opens(terminal(session(), true, none))) {
            guest.until(view, TerminalData.class, terminal -> terminal.state() instanceof State.Ended);
        }
    }

    @Test
    void that_a_terminal_was_opened_is_in_the_audit_log_and_what_was_typed_is_not() throws Exception {
        try (LiveView view = guest.opens(terminal(session(), true, STOREFRONT))) {
            Guest.Seen seen = new Guest.Seen(view);
            await(seen, "$ ");
            type(view, "echo a-secret-word; exit\r");
            guest.wait(() -> stateOf(seen.look()) instanceof State.Ended);
        }
        guest.wait(() -> newest().endedAt() != null);
        assertThat(newest().title()).isEqualTo("Shell");
        List<AuditData.Step> steps = guest.audit.steps(newest().id());
        assertThat(steps).hasSize(1);
        assertThat(steps.getFirst().outlook()).isEqualTo(new Outlook.Opened("storefront"));
        assertThat(guest.audit.find("a-secret-word", 0, 10).total()).isZero();
    }

    private AuditData.Entry newest() {
        try {
            return guest.audit.find("Shell", 0, 10).entries().getFirst();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
