package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes cells, with {@link Cell.Missing} for what is not there. */
final class Cells {

    static final Cell MISSING = new Cell.Missing();

    private Cells() {}

    static Cell text(String text) {
        return text.isEmpty() ? MISSING : new Cell.Text(text);
    }

    static Cell code(String text) {
        return text.isEmpty() ? MISSING : new Cell.Code(text);
    }

    static Cell time(@Nullable Long at) {
        return at == null ? MISSING : new Cell.Time(at);
    }

    static Cell tags(List<String> tags) {
        return tags.isEmpty() ? MISSING : new Cell.Tags(tags);
    }

    static Cell status(Severity severity, String text) {
        return status(severity, text, null);
    }

    static Cell status(Severity severity, String text, @Nullable Phrase reason) {
        return text.isEmpty() ? MISSING : new Cell.Status(severity, text, reason);
    }
}
