package dev.fresnel.engine.details;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.details.DetailsModel.Subject;
import dev.fresnel.engine.pack.ColumnShape;
import dev.fresnel.engine.pack.KindPack;
import dev.fresnel.engine.pack.Pack;
import dev.fresnel.engine.pack.PackLoader;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.pack.RowShape;
import dev.fresnel.engine.pack.Shapes;
import dev.fresnel.engine.pack.TestKinds;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.relation.RelatedQuery;
import dev.fresnel.engine.view.SourceState;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every kind of the core pack has a sample, and each sample looks as the file beside it says. After a change that is
 * meant, write those files anew with {@code -Dfresnel.samples=write} and read the difference.
 */
final class SamplesTest {

    private static final InstantSource CLOCK = () -> Instant.parse("2026-11-22T12:00:00Z");
    private static final SourceState LIVE = new SourceState("test", null, new SourceState.State.Live());

    private final Packs packs = new PackLoader().shipped().packs();
    private final ViewText text = new ViewText(CLOCK.millis());

    @Test
    void every_kind_looks_as_its_sample_says() throws IOException {
        boolean write = "write".equals(System.getProperty("fresnel.samples"));
        List<String> wrong = new ArrayList<>();
        for (Pack pack : packs.all()) {
            for (KindPack kind : pack.kinds()) {
                String name = kind.kind().name().toLowerCase(Locale.ROOT);
                Path expected = Samples.FOLDER.resolve(name + ".view.txt");
                String view = view(kind, Samples.read(name));
                if (write) {
                    Files.writeString(expected, view);
                } else if (!Files.exists(expected)
                        || !Files.readString(expected).equals(view)) {
                    wrong.add(name + " looks like this:\n" + view);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private String view(KindPack pack, Map<String, Object> object) {
        TestKinds kinds = new TestKinds();
        Kind kind = TestKinds.kind(pack.kind().group(), pack.kind().name());
        RowShape shape = new Shapes(kinds, CLOCK).of(pack);
        RowShape.Shaped row = shape.read(object);
        StringBuilder out = new StringBuilder("row: ").append(row.severity()).append('\n');
        for (int i = 0; i < row.cells().size(); i++) {
            ColumnShape column = shape.columns().get(i);
            out.append("  ")
                    .append(column.title())
                    .append(": ")
                    .append(text.cell(row.cells().get(i)))
                    .append('\n');
        }
        Subject subject = new Subject(kind, object, false, LIVE, FieldDocs.NONE);
        return out.append('\n')
                .append(text.details(new DetailsModel(packs, kinds, CLOCK).build(subject, "en", new Nothing())))
                .toString();
    }

    /** Nothing hangs together with a sample. */
    private static final class Nothing implements RelatedObjects {

        @Override
        public @Nullable Found find(KindName kind, RelatedQuery query, int limit) {
            return null;
        }

        @Override
        public @Nullable List<Map<String, Object>> whole(KindName kind, RelatedQuery query) {
            return null;
        }

        @Override
        public Seen events(Collection<String> uids) {
            return new Seen(List.of(), LIVE);
        }
    }
}
