package dev.fresnel.engine.relation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.tree.Source;
import dev.fresnel.engine.tree.ValuePath;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RelatedQueriesTest {

    private static final KindName SERVICE = new KindName("", "Service");
    private static final Map<String, Object> WEB = Map.of(
            "metadata", Map.of("name", "web", "namespace", "shop", "uid", "u1", "labels", Map.of("app", "web")),
            "spec",
                    Map.of(
                            "selector",
                            Map.of("app", "web"),
                            "ref",
                            Map.of("kind", "Secret", "name", "tls", "namespace", "infra")));

    @Test
    void owned_objects_name_the_owner() {
        RelatedQuery query = query(new Relation.How.Owned());
        assertThat(query.namespace()).isEqualTo("shop");
        assertThat(query.matches(new Other(Map.of(), List.of("u1"), Map.of()))).isTrue();
        assertThat(query.matches(new Other(Map.of(), List.of("u2"), Map.of()))).isFalse();
    }

    @Test
    void selectors_select_labels_and_are_said_as_a_query() {
        RelatedQuery query = query(new Relation.How.Selects(ValuePath.parse("spec.selector")));
        assertThat(query.matches(new Other(Map.of("app", "web", "b", "c"), List.of(), Map.of())))
                .isTrue();
        assertThat(query.matches(new Other(Map.of("b", "c"), List.of(), Map.of())))
                .isFalse();
        assertThat(query.query()).isEqualTo("label:app=web");
    }

    @Test
    void a_selector_that_is_not_there_selects_nothing() {
        Relation relation = relation(new Relation.How.Selects(ValuePath.parse("spec.none")));
        assertThat(RelatedQueries.of(relation, SERVICE, WEB)).isNull();
    }

    @Test
    void the_other_way_round_their_selector_selects_our_labels() {
        RelatedQuery query = query(
                new Relation.How.SelectedBy(ValuePath.parse("spec.podSelector"), ValuePath.parse("metadata.labels")));
        assertThat(query.readsObjects()).isTrue();
        assertThat(query.matches(other(Map.of("podSelector", Map.of("matchLabels", Map.of("app", "web"))))))
                .isTrue();
        assertThat(query.matches(other(Map.of("podSelector", Map.of("matchLabels", Map.of("app", "api"))))))
                .isFalse();
        assertThat(query.matches(other(Map.of()))).isFalse();
    }

    @Test
    void references_lead_to_other_namespaces() {
        RelatedQuery query = query(new Relation.How.Names(Source.parse("spec.ref"), null));
        assertThat(query).isEqualTo(new RelatedQuery.Named("infra", Set.of("tls")));
    }

    @Test
    void names_and_references_to_us_are_found_with_kind_and_namespace() {
        RelatedQuery query = query(new Relation.How.NamedBy(
                List.of(ValuePath.parse("spec.names"), ValuePath.parse("spec.refs")), "service"));
        assertThat(query.query()).isEqualTo("service:web");
        assertThat(query.matches(other(Map.of("names", List.of("x", "web"))))).isTrue();
        assertThat(query.matches(other(Map.of("refs", List.of(Map.of("name", "web"))))))
                .isTrue();
        assertThat(query.matches(other(Map.of("refs", List.of(Map.of("name", "web", "kind", "Secret"))))))
                .isFalse();
        assertThat(query.matches(other(Map.of("refs", List.of(Map.of("name", "web", "namespace", "other"))))))
                .isFalse();
        assertThat(query.matches(other(Map.of("names", 5L)))).isFalse();
    }

    private static RelatedQuery query(Relation.How how) {
        return Objects.requireNonNull(RelatedQueries.of(relation(how), SERVICE, WEB));
    }

    private static Relation relation(Relation.How how) {
        return new Relation("r", "R", new KindName("", "Secret"), how, false);
    }

    private static RelatedQuery.Candidate other(Map<String, Object> spec) {
        return new Other(Map.of(), List.of(), Map.of("spec", spec));
    }

    private record Other(Map<String, String> labels, List<String> owners, Map<String, Object> object)
            implements RelatedQuery.Candidate {

        @Override
        public String namespace() {
            return "shop";
        }

        @Override
        public String name() {
            return "other";
        }
    }
}
