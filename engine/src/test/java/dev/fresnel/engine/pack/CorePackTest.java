package dev.fresnel.engine.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.kube.api.Connector;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.kube.definition.FieldSchema;
import dev.fresnel.kube.definition.OpenApi;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

final class CorePackTest {

    private final Packs packs = new PackLoader().shipped().packs();
    private final Pack core = packs.all().getFirst();

    @Test
    void every_text_is_translated() {
        Set<String> names = new HashSet<>();
        Set<String> texts = new TreeSet<>();
        texts.add(core.title());
        core.groups().forEach(group -> texts.add(group.title()));
        for (KindPack kind : core.kinds()) {
            names.add(kind.title());
            texts.add(kind.plural());
            texts.add(kind.about());
            kind.columns().forEach(column -> add(column, texts));
            kind.relations().forEach(relation -> texts.add(relation.title()));
            kind.details().forEach(section -> add(section, texts));
        }
        // Kinds are called as Kubernetes calls them, in every language.
        texts.removeAll(names);
        assertThat(core.translations().get("ja")).containsKeys(texts.toArray(String[]::new));
    }

    private static void add(SectionSpec section, Set<String> texts) {
        texts.add(section.title());
        List<FieldSpec> fields = switch (section) {
            case SectionSpec.Properties properties -> properties.fields();
            case SectionSpec.Table table -> table.columns();
            case SectionSpec.JoinedTable table -> table.columns();
            default -> List.of();
        };
        fields.forEach(field -> add(field, texts));
    }

    private static void add(FieldSpec field, Set<String> texts) {
        texts.add(field.title());
        String about = field.about();
        if (about != null) {
            texts.add(about);
        }
    }

    @Test
    void every_kind_says_what_it_is_for_in_one_sentence() {
        assertThat(core.kinds()).hasSizeGreaterThan(80).allSatisfy(kind -> {
            assertThat(kind.about()).endsWith(".").hasSizeBetween(30, 200);
            assertThat(kind.columns()).as(kind.title()).isNotEmpty();
        });
    }

    @Test
    @ExtendWith(ControlPlaneExtension.class)
    void every_path_leads_somewhere_in_the_schema_of_a_real_server(ControlPlane plane) throws Exception {
        List<PackProblem> problems = new ArrayList<>();
        int compared = 0;
        var context = KubeconfigSource.of(List.of(plane.kubeconfig()))
                .read()
                .contexts()
                .getFirst();
        try (Served served = new Served(plane.kubeconfig());
                var server = new Connector(Clock.systemUTC(), "fresnel/test", Map.of("PATH", "/usr/bin:/bin"))
                        .connect(context)) {
            OpenApi schemas = new OpenApi(server, Clock.systemUTC());
            for (Kind kind : served.all()) {
                KindPack pack = packs.of(kind);
                Optional<FieldSchema> schema = pack == null ? Optional.empty() : schemas.schema(kind);
                if (pack != null && schema.isPresent()) {
                    problems.addAll(PathCheck.problems(pack, schema.get()));
                    compared++;
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(compared).isGreaterThan(50);
    }
}
