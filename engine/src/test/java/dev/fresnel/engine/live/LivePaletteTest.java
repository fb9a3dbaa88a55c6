package dev.fresnel.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.PaletteData;
import dev.fresnel.engine.view.PaletteData.Item;
import dev.fresnel.engine.view.PaletteData.Target;
import dev.fresnel.engine.view.TableData;
import dev.fresnel.engine.view.ViewRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LivePaletteTest {

    private final Opened opened = new Opened("prod", "test");

    @AfterEach
    void close() {
        opened.close();
    }

    private static ViewRequest.Palette asking(String text) {
        return new ViewRequest.Palette(List.of("prod", "test"), text, 30);
    }

    private static String named(String namespace, String name) {
        return "{\"metadata\":{\"namespace\":\"" + namespace + "\",\"name\":\"" + name + "\",\"uid\":\"" + namespace
                + name + "\",\"resourceVersion\":\"1\"}}";
    }

    @Test
    void a_namespace_of_several_clusters_is_one_thing_to_go_to() throws Exception {
        opened.connected("prod");
        opened.connected("test");
        try (LiveView view = opened.open(asking("shop"))) {
            opened.until(view, PaletteData.class, _ -> opened.server.feeds.size() == 2);
            opened.server.feeds.forEach(fed -> fed.lists(named("", "shop"), named("", "shopping")));
            view.adjust(asking("shop"));
            PaletteData palette =
                    opened.until(view, PaletteData.class, now -> !now.items().isEmpty());
            assertThat(palette.items())
                    .filteredOn(item -> item.group().equals("namespaces"))
                    .extracting(Item::title)
                    .containsExactly("shop", "shopping");
        }
    }

    @Test
    void an_object_that_two_stores_hold_is_found_once() throws Exception {
        opened.connected("prod");
        opened.connected("test");
        try (LiveView own = opened.open(Opened.table("pods", "shop"));
                LiveView all = opened.open(Opened.table("pods"));
                LiveView view = opened.open(asking("web"))) {
            opened.until(own, TableData.class, _ -> true);
            opened.until(all, TableData.class, _ -> true);
            opened.server.feeds.stream()
                    .filter(fed -> fed.kind.resource().equals("pods"))
                    .forEach(fed -> fed.lists(named("shop", "web-0")));
            PaletteData palette = opened.until(view, PaletteData.class, _ -> true);
            assertThat(palette.items())
                    .filteredOn(item -> item.group().equals("objects"))
                    .extracting(Item::target)
                    .containsExactly(new Target.ToObject(new ObjectRef("prod", "pods", "shop", "web-0")));
        }
    }

    @Test
    void the_answer_names_the_text_it_is_for_and_its_items_fit_that() throws Exception {
        opened.connected("prod");
        opened.connected("test");
        try (LiveView view = opened.open(asking("pods"))) {
            assertThat(opened.until(view, PaletteData.class, _ -> true)
                            .items()
                            .getFirst()
                            .title())
                    .isEqualTo("Pods");
            view.adjust(asking("test"));
            PaletteData palette = opened.until(view, PaletteData.class, _ -> true);
            assertThat(palette.text()).isEqualTo("test");
            assertThat(palette.items()).extracting(Item::target).containsExactly(new Target.ToCluster("test"));
        }
    }

    @Test
    void of_many_that_fit_the_best_are_listed_and_the_rest_is_counted() throws Exception {
        opened.connected("prod");
        String[] pods = IntStream.range(0, 5_000)
                .mapToObj(i -> named("shop", "the-web-" + i))
                .toArray(String[]::new);
        pods[4_321] = named("shop", "web");
        pods[4_322] = named("shop", "web-0");
        try (LiveView all = opened.open(Opened.table("pods"));
                LiveView view = opened.open(asking("web"))) {
            opened.until(all, TableData.class, _ -> !opened.server.feeds.isEmpty());
            opened.server.fed("pods").lists(pods);
            opened.until(all, TableData.class, table -> table.totals().all() == 5_000);
            view.adjust(asking("web"));
            PaletteData palette =
                    opened.until(view, PaletteData.class, now -> !now.items().isEmpty());
            assertThat(palette.items())
                    .filteredOn(item -> item.group().equals("objects"))
                    .hasSize(10)
                    .extracting(Item::title)
                    .startsWith("web", "web-0", "the-web-0", "the-web-1");
            assertThat(palette.more()).isEqualTo(Map.of("objects", 4_990));
        }
    }
}
