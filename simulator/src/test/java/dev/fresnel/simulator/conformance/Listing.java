package dev.fresnel.simulator.conformance;

import dev.fresnel.simulator.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is compared, and where the simulator differs on purpose, as {@code CONFORMANCE.md} tells it. */
final class Listing {

    private Listing() {}

    static String write(List<Chapter> chapters, List<Deviation> deviations) {
        StringBuilder text = new StringBuilder("""
                # What the simulator is held to

                `ConformanceTest` sends each of these requests to a real API server (the testbed) and to the simulator, and
                compares code, media type, warnings and body. What must differ is made alike first: uids, versions, times,
                addresses, names left to chance. This page is written from what the test asks; a test keeps it so.

                | subject | requests |
                | --- | --- |
                """);
        for (Chapter chapter : chapters) {
            text.append("| ")
                    .append(chapter.title())
                    .append(" | ")
                    .append(chapter.questions().size())
                    .append(" |\n");
        }
        text.append("\n## Where it differs, and why\n\n");
        text.append("| request | what is not the same | why |\n| --- | --- | --- |\n");
        for (Deviation deviation : deviations) {
            text.append("| ")
                    .append(deviation.about().isEmpty() ? "(all)" : deviation.about())
                    .append(" | `")
                    .append(String.join("`, `", deviation.where()))
                    .append("` | ")
                    .append(deviation.why())
                    .append(" |\n");
        }
        for (Chapter chapter : chapters) {
            text.append("\n## ").append(chapter.title()).append("\n\n");
            for (Question question : chapter.questions()) {
                text.append("- ")
                        .append(question.about())
                        .append(": `")
                        .append(question.send().replaceAll("\\?.*", ""))
                        .append("`\n");
            }
        }
        text.append("\n## kubectl\n\n`KubectlConformanceTest` compares what these commands print.\n\n");
        for (Map<String, Object> command : Tree.maps(Chapter.yaml("kubectl"), "commands")) {
            text.append("- `kubectl ").append(Tree.text(command, "run")).append("`\n");
        }
        return text.toString();
    }

    /** Names that two questions share, with how often; deviations name questions, so there should be none. */
    static Map<String, Integer> twice(List<Chapter> chapters) {
        Map<String, Integer> counts = new TreeMap<>();
        chapters.forEach(
                chapter -> chapter.questions().forEach(question -> counts.merge(question.about(), 1, Integer::sum)));
        counts.values().removeIf(count -> count == 1);
        return counts;
    }
}
