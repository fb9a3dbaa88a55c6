package dev.fresnel.engine.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PackLoaderTest {

    private static final String PACK = """
            title: Test
            icon: box
            version: 1.0.0
            groups:
              - {id: g, title: Group, icon: box, kinds: [widget, gadget]}
            """;

    private static final String GADGET = """
            kind: example.com/Gadget
            title: Gadget
            plural: Gadgets
            about: A gadget is there to be well while others are not.
            columns:
              - {id: age, title: Age, time: metadata.creationTimestamp}
            """;

    private static final String HEAD = """
            kind: example.com/Widget
            title: Widget
            plural: Widgets
            about: A widget is what these tests break in every way.
            """;

    @TempDir
    Path folder;

    @Test
    void shipped_packs_have_no_problems() {
        Packs packs = new PackLoader().shipped().packs();
        assertThat(packs.problems()).isEmpty();
        assertThat(packs.all()).extracting(Pack::name).contains("core");
    }

    @Test
    void shipped_packs_hold_to_the_schema() {
        // Read as folders, they are checked; the folder is that of the module beside this one.
        Packs packs = new PackLoader().folder(Path.of("..", "packs")).packs();
        assertThat(packs.problems()).isEmpty();
        assertThat(packs.all()).isNotEmpty();
    }

    @Test
    void a_folder_that_is_none_or_is_the_pack_itself_is_said() throws IOException {
        Path file = Files.writeString(folder.resolve("pack.yaml"), PACK);
        PackLoader loader =
                new PackLoader().folder(folder.resolve("gone")).folder(file).folder(folder);
        assertThat(loader.packs().problems())
                .extracting(PackProblem::toString)
                .containsExactly(
                        folder.resolve("gone") + ": this folder does not exist; see --packs",
                        file + ": this is not a folder; see --packs",
                        folder + ": this is a pack itself; name the folder that it is in; see --packs");
    }

    @Test
    void a_kind_that_two_packs_show_is_said_and_the_later_one_shows_it() throws IOException {
        for (String name : List.of("first", "second")) {
            Path pack = Files.createDirectory(folder.resolve(name));
            Files.writeString(pack.resolve("pack.yaml"), PACK.replace("[widget, gadget]", "[gadget]"));
            Files.writeString(pack.resolve("gadget.yaml"), GADGET.replace("title: Gadget", "title: Of " + name));
        }
        Packs packs = new PackLoader().folder(folder).packs();
        assertThat(packs.problems())
                .extracting(PackProblem::toString)
                .containsExactly(
                        "second/pack.yaml: example.com/Gadget is shown by the pack first as well; this one's way is taken");
        assertThat(packs.of(TestKinds.kind("example.com", "Gadget")))
                .extracting(KindPack::title)
                .isEqualTo("Of second");
    }

    @Test
    void an_unknown_key_is_placed_and_answered_with_the_one_meant() throws IOException {
        assertThat(problems(HEAD + "columns:\n  - {id: size, titel: Size, number: spec.size}\n"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.file()).isEqualTo("test/widget.yaml");
                    assertThat(problem.line()).isEqualTo(6);
                    assertThat(problem.column()).isEqualTo(16);
                    assertThat(problem.message()).contains("titel").contains("did you mean `title`?");
                });
    }

    @Test
    void what_is_not_yaml_is_placed() throws IOException {
        assertThat(problems("kind: [\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("this is not YAML"));
    }

    @Test
    void an_unknown_java_function_is_answered_with_the_one_meant() throws IOException {
        assertThat(messages(HEAD + "columns:\n  - {id: s, title: S, java: pod.statu}\n"))
                .singleElement()
                .asString()
                .contains("did you mean `pod.status`?");
        assertThat(messages(HEAD + "columns:\n  - {id: s, title: S, java: nothing.alike.at.all}\n"))
                .singleElement()
                .asString()
                .contains("known are")
                .contains("node.roles");
    }

    @Test
    void an_action_that_does_two_things_or_names_no_input_is_told() throws IOException {
        String columns = HEAD + "columns:\n  - {id: s, title: S, text: spec.s}\nactions:\n  - ";
        assertThat(messages(columns + "{id: a, title: A, evict: true, patch: {spec: {s: 1}}}\n"))
                .singleElement()
                .asString()
                .contains("an action does one thing");
        assertThat(messages(columns + "{id: a, title: A, patch: {spec: {s: '{size}'}}}\n"))
                .singleElement()
                .asString()
                .contains("`{size}` is no input of this action");
        assertThat(messages(columns + "{id: a, title: A, pach: {spec: {s: 1}}}\n"))
                .singleElement()
                .asString()
                .contains("did you mean `patch`?");
        assertThat(messages(columns + "{id: a, title: A, annotate: {x.dev/paused: null}}\n"))
                .isEmpty();
    }

    @Test
    void a_named_action_is_checked_with_its_inputs_and_its_kind() throws IOException {
        String action = HEAD + "columns:\n  - {id: s, title: S, text: spec.s}\nactions:\n  - {id: a, title: A, ";
        assertThat(messages(action + "java: workload.rollback, inputs: [{id: revision, title: R, listed: \"''\"}]}\n"))
                .isEmpty();
        assertThat(messages(action + "java: workload.rolback}\n"))
                .singleElement()
                .asString()
                .contains("workload.rollback");
        assertThat(messages(action + "java: node.drain}\n"))
                .singleElement()
                .asString()
                .contains("`node.drain` is for Node, not for");
        assertThat(messages(action + "java: workload.rollback, inputs: [{id: revisions, title: R, text: s}]}\n"))
                .singleElement()
                .asString()
                .contains("did you mean `revision`?");
        assertThat(messages(action + "java: workload.rollback, inputs: [{id: revision, title: R, text: s}]}\n"))
                .singleElement()
                .asString()
                .contains("`revision` of `workload.rollback` is asked for by `listed`");
        assertThat(messages(action + "patch: {spec: {s: '{r}'}}, inputs: [{id: r, title: R, listed: s}]}\n"))
                .singleElement()
                .asString()
                .contains("only an action by `java`");
    }

    @Test
    void the_schema_names_the_named_actions() throws IOException {
        JsonNode schema = JsonMapper.shared().readTree(Files.readString(Path.of("../docs/pack.schema.json")));
        assertThat(schema.at("/$defs/action/properties/java/enum"))
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrderElementsOf(JavaAction.names());
    }

    @Test
    void a_cel_mistake_is_placed_within_the_expression() throws IOException {
        assertThat(messages(HEAD + "columns:\n  - {id: s, title: S, cel: 'spec.a +'}\n"))
                .singleElement()
                .asString()
                .contains("does not compile")
                .contains("line 1, character");
        assertThat(messages(HEAD + "columns:\n  - {id: s, title: S, cel: 'speck.a'}\n"))
                .singleElement()
                .asString()
                .contains("speck");
    }

    @Test
    void all_that_is_wrong_is_told_at_once() throws IOException {
        String columns = """
                columns:
                  - {id: a, title: A, java: nothing}
                  - {id: a, title: B, text: spec..b}
                  - {id: c, title: C}
                  - {id: d, title: D, text: a, code: b}
                sort: -size
                """;
        assertThat(messages(HEAD + columns))
                .hasSize(5)
                .anyMatch(m -> m.contains("no Java function `nothing`"))
                .anyMatch(m -> m.contains("a field name is missing"))
                .anyMatch(m -> m.contains("nothing says what is shown"))
                .anyMatch(m -> m.contains("both `text` and `code`"))
                .anyMatch(m -> m.contains("no column `size`"));
    }

    @Test
    void a_broken_kind_is_skipped_and_the_rest_works() throws IOException {
        Packs packs = load(HEAD + "columns: 5\n");
        assertThat(packs.problems()).isNotEmpty();
        assertThat(packs.all())
                .singleElement()
                .satisfies(pack -> assertThat(pack.kinds())
                        .extracting(kind -> kind.kind().toString())
                        .containsExactly("example.com/Gadget"));
    }

    @Test
    void a_broken_pack_is_skipped_and_the_others_work() throws IOException {
        load(HEAD + "columns: []\n");
        Files.createDirectories(folder.resolve("worse"));
        Files.writeString(folder.resolve("worse/pack.yaml"), "title: [");
        Packs packs = new PackLoader().folder(folder).packs();
        assertThat(packs.all()).extracting(Pack::name).containsExactly("test");
        assertThat(packs.problems()).extracting(PackProblem::file).contains("worse/pack.yaml");
    }

    @Test
    void forgotten_and_missing_files_are_told() throws IOException {
        write("extra.yaml", GADGET);
        Files.createDirectories(folder.resolve("test"));
        write("pack.yaml", PACK);
        write("gadget.yaml", GADGET);
        assertThat(new PackLoader().folder(folder).packs().problems())
                .anyMatch(p -> p.message().contains("list it in pack.yaml"))
                .anyMatch(p -> p.message().contains("widget.yaml cannot be read") && p.line() == 5);
    }

    @Test
    void bombs_are_refused() throws IOException {
        assertThat(messages("a: &a [x, x]\nb: [*a, *a]\n")).anyMatch(m -> m.contains("aliases"));
        assertThat(messages("[".repeat(3_000) + "]".repeat(3_000))).anyMatch(m -> m.contains("nested deeper"));
        assertThat(messages("a: " + "x".repeat(2 << 20))).isNotEmpty();
        assertThat(messages("a: 1\na: 2\n")).isNotEmpty();
    }

    @Test
    void a_link_out_of_the_folder_is_not_followed() throws IOException {
        Path secret = Files.writeString(folder.resolve("outside.yaml"), GADGET);
        write("pack.yaml", PACK);
        write("gadget.yaml", GADGET);
        Files.createSymbolicLink(folder.resolve("test/widget.yaml"), secret);
        assertThat(new PackLoader().folder(folder).packs().problems())
                .anyMatch(p -> p.message().contains("outside the pack's folder"));
    }

    private List<String> messages(String widget) throws IOException {
        return problems(widget).stream().map(PackProblem::message).toList();
    }

    private List<PackProblem> problems(String widget) throws IOException {
        return load(widget).problems();
    }

    private Packs load(String widget) throws IOException {
        write("pack.yaml", PACK);
        write("widget.yaml", widget);
        write("gadget.yaml", GADGET);
        return new PackLoader().folder(folder).packs();
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve("test"));
        Files.writeString(folder.resolve("test").resolve(file), text);
    }
}
