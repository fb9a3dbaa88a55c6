package dev.fresnel.engine.query;

import static dev.fresnel.engine.store.Pods.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.store.PodShape;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.view.CompletionData;
import dev.fresnel.engine.view.CompletionData.Item;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {

    private static final Columns COLUMNS =
            Columns.of(true, Map.of("prod", new PodShape().columns()), UnaryOperator.identity());
    private static final Store STORE =
            new Store("prod", PodShape.PODS, new PodShape(), InstantSource.fixed(Instant.EPOCH), Runnable::run);

    static {
        STORE.listStarted();
        for (int i = 0; i < 5; i++) {
            STORE.upsert(pod("shop", "web-" + i)
                    .label("app", "web")
                    .label("tier", "front")
                    .read());
        }
        STORE.upsert(pod("shop-data", "db-0")
                .label("app", "db")
                .phase("CrashLoopBackOff")
                .read());
        STORE.upsert(
                pod("tools", "odd").label("app", "web").phase("Error: no space").read());
        STORE.listComplete();
    }

    private static CompletionData complete(String text, List<String> namespaces) {
        int caret = text.indexOf('|');
        return new Completion(COLUMNS, List.of(STORE.snapshot()), namespaces).complete(text.replace("|", ""), caret);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "sta|                    # status:",
                "web -re|                # ready> restarts>",
                "n|                      # name: namespace: node:",
                "ag|                     # age<",
                "is|                     # is:",
                "on|                     # on:",
                "status:|                # Running CrashLoopBackOff \"Error: no space\"",
                "status:cr|              # CrashLoopBackOff",
                "status:Running,err|     # \"Error: no space\"",
                "status:\"Error: n|      # \"Error: no space\"",
                "ns:sh|                  # shop shop-data",
                "ns=data|                # shop-data",
                "label:|                 # app= tier=",
                "-label:app=|            # web db",
                "label:app=x,d|          # db",
                "label:app!=w|           # web",
                "is:h|                   # healthy",
                "age<|                   # 5m 1h 1d 7d",
                "restarts>|              # ``",
                "nosuchfield:|           # ``",
            })
    void what_could_be_typed_next_is_offered(String text, String inserts) {
        assertThat(String.join(
                        " ",
                        complete(text, List.of()).items().stream()
                                .map(Item::insert)
                                .toList()))
                .isEqualTo(inserts);
    }

    @Test
    void values_come_with_how_many_rows_have_them_in_the_namespaces_looked_at() {
        assertThat(complete("label:app=|", List.of("shop", "tools")).items()).containsExactly(new Item("web", "6"));
    }

    @Test
    void the_word_under_the_caret_is_replaced() {
        CompletionData inValue = complete("ns:sh|op,tools web", List.of());
        assertThat(List.of(inValue.start(), inValue.end())).containsExactly(3, 7);

        CompletionData inField = complete("web st|atus:x", List.of());
        assertThat(List.of(inField.start(), inField.end())).containsExactly(4, 11);
    }

    @Test
    void any_text_and_caret_can_be_completed() {
        Random random = new Random(5);
        String alphabet = "labe:=!<>,\" -app.status";
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "label:" : "");
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            int caret = random.nextInt(text.length() + 3) - 1;
            CompletionData data =
                    new Completion(COLUMNS, List.of(STORE.snapshot()), List.of()).complete(text.toString(), caret);
            assertThat(data.start()).as("%s at %d", text, caret).isBetween(0, data.end());
            assertThat(data.end()).isLessThanOrEqualTo(text.length());
        }
    }
}
