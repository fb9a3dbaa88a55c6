package dev.fresnel.engine.edit;

import dev.fresnel.engine.view.EditData.Problem;
import dev.fresnel.engine.view.Phrase;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Where in a text something is. */
final class Places {

    private Places() {}

    /** A problem of a node: all of a scalar, the beginning of anything larger. */
    static Problem problem(Node node, boolean grave, Phrase message) {
        boolean large = node instanceof MappingNode || node instanceof SequenceNode;
        return between(node.getStartMark(), large ? Optional.empty() : node.getEndMark(), grave, message);
    }

    static Problem between(Optional<Mark> start, Optional<Mark> end, boolean grave, Phrase message) {
        int line = start.map(Mark::getLine).orElse(0) + 1;
        int column = start.map(Mark::getColumn).orElse(0) + 1;
        int endLine = end.map(Mark::getLine).orElse(line - 1) + 1;
        int endColumn = end.map(Mark::getColumn).orElse(column) + 1;
        boolean somewhere = endLine > line || (endLine == line && endColumn > column);
        return new Problem(
                line, column, somewhere ? endLine : line, somewhere ? endColumn : column + 1, grave, message);
    }
}
