package dev.fresnel.simulator.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Tree;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {

    private static final Map<String, Object> CART = Tree.of(
            "metadata",
            Tree.of("name", "cart", "labels", Tree.of("app", "cart", "tier", "web", "weight", "5", "empty", "")),
            "spec",
            Tree.of("nodeName", "node-1"),
            "status",
            Tree.of("phase", "Running"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app=cart|true",
                "app==cart|true",
                "app!=cart|false",
                "none!=x|true",
                "app|true",
                "!app|false",
                "!none|true",
                "none|false",
                "tier in (web, api)|true",
                "tier notin (web)|false",
                "none notin (web)|true",
                "none in (web)|false",
                "weight>4|true",
                "weight<5|false",
                "app>1|false",
                "empty=|true",
                "empty in (,x)|true",
                "app=cart,tier=web|true",
                "app = cart , tier = api|false",
                "in=x|false"
            })
    void labels_are_tested(String selector, boolean fits) {
        assertThat(LabelSelector.parse(selector).test(CART)).isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a==,", ",", "a in b", "a in (b", "a=b,,c", "a b", "=a", "a>b", "-a=b", "!", "a=b,!"})
    void label_selectors_that_make_no_sense_are_refused(String selector) {
        assertThatThrownBy(() -> LabelSelector.parse(selector))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(400));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metadata.name=cart|true", "metadata.name!=cart|false", "spec.nodeName==node-1|true",
                "spec.nodeName=node-1,status.phase!=Failed|true", "spec.nodeName=|false", "status.podIP=|true",
                "spec.hostNetwork=false|true"
            })
    void fields_are_tested(String selector, boolean fits) {
        assertThat(FieldSelector.parse(selector, ResourceTypes.builtIn("", "Pod"), Set.of())
                        .test(CART))
                .isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo=bar", "metadata.labels=x", "nonsense", "=x"})
    void field_selectors_that_the_type_does_not_offer_are_refused(String selector) {
        assertThatThrownBy(() -> FieldSelector.parse(selector, ResourceTypes.builtIn("", "Pod"), Set.of()))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(400));
    }
}
