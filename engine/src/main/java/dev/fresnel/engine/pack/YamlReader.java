package dev.fresnel.engine.pack;

import java.util.Iterator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML into {@link YamlNode}s, within limits: a pack is written by hand, so a file is small, not deep, and needs no
 * aliases (which could blow it up).
 */
final class YamlReader {

    private static final int MAX_CHARACTERS = 1 << 20;
    private static final int MAX_DEPTH = 40;

    private YamlReader() {}

    /** Reads a file that could be anyone's. */
    static YamlNode read(String file, String text) throws InvalidPackException {
        return read(file, text, false);
    }

    /** @param trusted whether the file ships with Fresnel and so has been read by its tests */
    static YamlNode read(String file, String text, boolean trusted) throws InvalidPackException {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(MAX_CHARACTERS)
                .setMaxAliasesForCollections(1)
                .build();
        try {
            if (!trusted) {
                refuseDeepOrAliased(file, text, settings);
            }
            return new Compose(settings)
                    .composeString(text)
                    .map(node -> new YamlNode(file, node))
                    .orElseThrow(() -> new InvalidPackException(new PackProblem(
                            file, 0, 0, "the file is empty; see docs/packs.md for what belongs in it")));
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().orElse(null);
            String what = e.getProblem() == null ? String.valueOf(e.getMessage()) : e.getProblem();
            throw new InvalidPackException(new PackProblem(
                    file,
                    mark == null ? 0 : mark.getLine() + 1,
                    mark == null ? 0 : mark.getColumn() + 1,
                    "this is not YAML: " + what));
        } catch (YamlEngineException e) {
            throw new InvalidPackException(new PackProblem(file, 0, 0, "this is not YAML: " + e.getMessage()));
        }
    }

    /** The parser is a loop and the composer a recursion: so depth is counted first, over the parser's events. */
    private static void refuseDeepOrAliased(String file, String text, LoadSettings settings)
            throws InvalidPackException {
        int depth = 0;
        Iterator<Event> events = new Parse(settings).parseString(text).iterator();
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                case Alias -> throw at(file, event, "aliases (`*name`) are not used in packs; write it out");
                default -> {}
            }
            if (depth > MAX_DEPTH) {
                throw at(file, event, "nested deeper than " + MAX_DEPTH + " levels; no pack needs that");
            }
        }
    }

    private static InvalidPackException at(String file, Event event, String message) {
        Mark mark = event.getStartMark().orElse(null);
        return new InvalidPackException(new PackProblem(
                file, mark == null ? 0 : mark.getLine() + 1, mark == null ? 0 : mark.getColumn() + 1, message));
    }
}
