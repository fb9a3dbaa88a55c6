package dev.fresnel.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.cluster.ScriptedCluster;
import dev.fresnel.engine.pack.PackLoader;
import dev.fresnel.engine.view.HomeData;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.TableData;
import dev.fresnel.engine.view.ViewRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pack of one's own, whose paths only a cluster can tell right from wrong. */
@Timeout(120)
class OwnPacksTest {

    @Test
    void a_path_that_leads_nowhere_is_said_at_home_with_its_line_and_the_rest_works(@TempDir Path folder)
            throws Exception {
        Path pack = Files.createDirectory(folder.resolve("mine"));
        Files.writeString(pack.resolve("pack.yaml"), """
                title: Mine
                icon: box
                version: 1.0.0
                groups:
                  - {id: g, title: Group, icon: box, kinds: [widget]}
                """);
        Files.writeString(pack.resolve("widget.yaml"), """
                kind: example.com/Widget
                title: Widget
                plural: Widgets
                about: A widget is what this test is about.
                columns:
                  - {id: size, title: Size, number: spec.size}
                  - {id: colour, title: Colour, text: spec.color}
                details:
                  - properties:
                      - {title: Size, number: spec.size}
                      - title: Depth
                        number: spec.deep ?? 0
                """);
        try (Opened opened =
                new Opened(new PackLoader().shipped().folder(folder).packs(), "prod")) {
            opened.server.serves(ScriptedCluster.group("example.com", "v1", "widgets", "Widget"));
            opened.server.answer("/openapi/v3", 200, """
                    {"paths":{"apis/example.com/v1":{"serverRelativeURL":"/openapi/v3/widgets"}}}
                    """);
            opened.server.answer("/openapi/v3/widgets", 200, """
                    {"components":{"schemas":{"w":{"type":"object","x-kubernetes-group-version-kind":
                      [{"group":"example.com","version":"v1","kind":"Widget"}],"properties":
                      {"spec":{"type":"object","properties":{"size":{"type":"integer"}}}}}}}}
                    """);
            opened.connected("prod");
            try (LiveView home = opened.open(new ViewRequest.Home());
                    LiveView table = opened.open(Opened.table("widgets.example.com"))) {
                HomeData data =
                        opened.until(home, HomeData.class, now -> !now.files().isEmpty());
                assertThat(data.files())
                        .containsExactly(
                                new HomeData.File(
                                        "mine/widget.yaml:7:39",
                                        "column `colour`: the cluster's schema of example.com/Widget has no spec.color;"
                                                + " correct the path, or leave it out"),
                                new HomeData.File(
                                        "mine/widget.yaml:12:17",
                                        "section `summary`, Depth: the cluster's schema of example.com/Widget has no"
                                                + " spec.deep; correct the path, or leave it out"));
                assertThat(opened.until(
                                        table,
                                        TableData.class,
                                        now -> now.columns().size() > 1)
                                .columns())
                        .extracting(TableData.Column::id)
                        .contains("size", "colour");
            }
        }
    }
}
