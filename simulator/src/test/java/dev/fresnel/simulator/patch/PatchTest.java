package dev.fresnel.simulator.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import dev.fresnel.simulator.tree.Yaml;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The results are those of a real API server for the same patches. */
class PatchTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{a: 1}       | [{op: add, path: /b, value: 2}]                     | {a: 1, b: 2}",
                "{a: [1, 3]}  | [{op: add, path: /a/1, value: 2}]                   | {a: [1, 2, 3]}",
                "{a: [1]}     | [{op: add, path: /a/-, value: 2}]                   | {a: [1, 2]}",
                "{a: [1, 2]}  | [{op: remove, path: /a/0}]                          | {a: [2]}",
                "{a: [1, 2]}  | [{op: replace, path: /a/1, value: 9}]               | {a: [1, 9]}",
                "{a: {b: 1}}  | [{op: move, from: /a/b, path: /c}]                  | {a: {}, c: 1}",
                "{a: {b: 1}}  | [{op: copy, from: /a, path: /c}]                    | {a: {b: 1}, c: {b: 1}}",
                "{x/y: 1}     | [{op: test, path: /x~1y, value: 1}, {op: add, path: /~0, value: 2}] | {x/y: 1, ~: 2}",
            })
    void json_patch_performs_its_operations(String object, String patch, String result) {
        assertThat(JsonPatch.apply(tree(object), read(patch))).isEqualTo(read(result));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{op: test, path: /a, value: 2}]      | 422",
                "[{op: remove, path: /b}]              | 422",
                "[{op: replace, path: /b, value: 1}]   | 422",
                "[{op: add, path: /l/9, value: 1}]     | 422",
                "[{op: remove, path: /l/1}]            | 422",
                "[{op: add, path: /x/y, value: 1}]     | 422",
                "[{op: replace, path: '', value: 1}]   | 422",
                "[{op: explode, path: /a}]             | 422",
                "[{op: remove, path: a}]               | 400",
                "{op: remove}                          | 400",
            })
    void json_patch_refuses_what_cannot_be_done(String patch, int code) {
        assertThatThrownBy(() -> JsonPatch.apply(tree("{a: 1, l: [1]}"), read(patch)))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void merge_patch_merges_maps_removes_nulls_and_replaces_the_rest() {
        assertThat(MergePatch.apply(
                        tree("{a: {b: 1, c: 2}, l: [1, 2], s: x}"),
                        tree("{a: {b: null, d: {e: null, f: 1}}, l: [3], s: {t: 1}}")))
                .isEqualTo(read("{a: {c: 2, d: {f: 1}}, l: [3], s: {t: 1}}"));
    }

    @Test
    void strategic_merge_finds_members_by_their_keys() {
        assertThat(
                        strategic(
                                "{spec: {template: {spec: {containers: [{name: a, image: x, env: [{name: E, value: '1'}]}, {name: b}]}}}}",
                                "{spec: {template: {spec: {containers: [{name: a, env: [{name: F, value: '2'}]}, {name: c}]}}}}"))
                .isEqualTo(
                        read(
                                "{spec: {template: {spec: {containers: [{name: a, image: x, env: [{name: F, value: '2'}, {name: E, value: '1'}]}, {name: c}, {name: b}]}}}}"));
    }

    @Test
    void strategic_merge_follows_its_directives() {
        assertThat(strategic(
                        "{spec: {containers: [{name: a}, {name: b}]}}",
                        "{spec: {containers: [{name: a, $patch: delete}]}}"))
                .isEqualTo(read("{spec: {containers: [{name: b}]}}"));
        assertThat(strategic(
                        "{spec: {containers: [{name: a}, {name: b}]}}",
                        "{spec: {containers: [{$patch: replace}, {name: c}]}}"))
                .isEqualTo(read("{spec: {containers: [{name: c}]}}"));
        assertThat(strategic(
                        "{spec: {containers: [{name: a}, {name: b}, {name: c}]}}",
                        "{spec: {$setElementOrder/containers: [{name: c}, {name: a}]}}"))
                .isEqualTo(read("{spec: {containers: [{name: b}, {name: c}, {name: a}]}}"));
        assertThat(strategic(
                        "{metadata: {finalizers: [a, b]}}",
                        "{metadata: {$deleteFromPrimitiveList/finalizers: [a], finalizers: [c]}}"))
                .isEqualTo(read("{metadata: {finalizers: [c, b]}}"));
        assertThat(strategic(
                        "{spec: {strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}}}",
                        "{spec: {strategy: {$retainKeys: [type], type: Recreate}}}"))
                .isEqualTo(read("{spec: {strategy: {type: Recreate}}}"));
        assertThat(strategic("{data: {a: x}}", "{data: {$patch: replace, b: y}}"))
                .isEqualTo(read("{data: {b: y}}"));
    }

    @Test
    void strategic_merge_replaces_lists_that_are_no_maps() {
        assertThat(strategic("{spec: {tolerations: [{key: a}]}}", "{spec: {tolerations: [{key: b}]}}"))
                .isEqualTo(read("{spec: {tolerations: [{key: b}]}}"));
    }

    @Test
    void a_member_without_its_key_is_refused() {
        assertThatThrownBy(() -> strategic("{}", "{spec: {containers: [{image: x}]}}"))
                .hasMessageContaining("does not contain declared merge key: name");
    }

    private static Map<String, Object> strategic(String object, String patch) {
        return new StrategicMergePatch(new BuiltInLists("Pod")).apply(tree(object), tree(patch));
    }

    private static Map<String, Object> tree(String yaml) {
        return Tree.map(read(yaml));
    }

    private static Object read(String yaml) {
        try {
            return Yaml.read(yaml);
        } catch (Json.MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }
}
