package dev.fresnel.engine.pack;

import dev.fresnel.engine.kubernetes.Conditions;
import dev.fresnel.engine.tree.Source;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.tree.ValuePath;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.List;
import java.util.Map;

/** Words that say how an object is. */
final class StatusValue {

    private StatusValue() {}

    /**
     * A word from the object, with the severity that the pack gives it.
     *
     * @param source the word
     * @param severities by word
     * @param otherwise of a word that is not listed
     */
    record Word(Source source, Map<String, Severity> severities, Severity otherwise) implements FieldValue {

        @Override
        public ColumnKind kind() {
            return ColumnKind.STATUS;
        }

        @Override
        public List<ValuePath> paths() {
            return source.paths();
        }

        @Override
        public Cell read(Map<String, Object> object, Reading reading) {
            String word = Tree.brief(source.read(object));
            return word.isEmpty()
                    ? new Cell.Missing()
                    : new Cell.Status(severities.getOrDefault(word, otherwise), word);
        }
    }

    /**
     * A condition of {@code status.conditions}: its status, and its reason where it is not well.
     *
     * @param type its type, for example {@code Ready}
     * @param words what {@code True}, {@code False} and {@code Unknown} are called, where they have names of their own
     */
    record OfCondition(String type, Map<String, String> words) implements FieldValue {

        private static final List<ValuePath> PATHS = List.of(
                ValuePath.parse("status.conditions.type"),
                ValuePath.parse("status.conditions.status"),
                ValuePath.parse("status.conditions.reason"));

        @Override
        public ColumnKind kind() {
            return ColumnKind.STATUS;
        }

        @Override
        public List<ValuePath> paths() {
            return PATHS;
        }

        @Override
        public Cell read(Map<String, Object> object, Reading reading) {
            Map<String, Object> condition = Conditions.find(object, type);
            String status = Tree.text(condition, "status");
            if (status.isEmpty()) {
                return new Cell.Missing();
            }
            Severity severity = Conditions.severity(type, status);
            String reason = Tree.text(condition, "reason");
            String word = words.getOrDefault(status, status);
            boolean explain = severity != Severity.HEALTHY && !reason.isEmpty() && !words.containsKey(status);
            return new Cell.Status(severity, explain ? word + ": " + reason : word);
        }
    }
}
