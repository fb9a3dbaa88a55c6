package dev.fresnel.kube.config;

import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.Parser;

/** A parser that refuses to go deeper than a limit, since whoever builds trees from its events recurses. */
final class DepthLimit implements Parser {

    private final Parser parser;
    private final int limit;
    private int depth;

    DepthLimit(Parser parser, int limit) {
        this.parser = parser;
        this.limit = limit;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        switch (event.getEventId()) {
            case MappingStart, SequenceStart -> depth++;
            case MappingEnd, SequenceEnd -> depth--;
            default -> {}
        }
        if (depth > limit) {
            throw new ParserException("it is nested more than " + limit + " levels deep", event.getStartMark());
        }
        return event;
    }
}
