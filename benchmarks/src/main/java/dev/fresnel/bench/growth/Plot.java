package dev.fresnel.bench.growth;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;

/**
 * Bars as SVG: a column of them for each axis, a row for each cost, all of one row to one scale. Its colours follow the
 * reader's theme.
 */
final class Plot {

    private static final int LEFT = 190;
    private static final int COLUMN = 165;
    private static final int ROW = 84;
    private static final int TOP = 34;
    private static final int BAR = 40;
    private static final int BETWEEN = 8;
    private static final double TALLEST = 48;

    private final List<Axis> axes;
    private final StringBuilder body = new StringBuilder();
    private int rows;

    Plot(List<Axis> axes) {
        this.axes = axes;
        for (int i = 0; i < axes.size(); i++) {
            text("head", "start", LEFT + i * COLUMN, 20, axes.get(i).what());
        }
    }

    /**
     * One more row.
     *
     * @param format of the figures over the bars
     */
    void row(String title, String format, ToDoubleBiFunction<Axis, Integer> cost) {
        double most = axes.stream()
                .flatMap(axis -> axis.values().stream().map(value -> cost.applyAsDouble(axis, value)))
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        int base = TOP + rows * ROW + 66;
        text("head", "end", LEFT - 16, base - 20, title);
        for (int i = 0; i < axes.size(); i++) {
            Axis axis = axes.get(i);
            for (int bar = 0; bar < axis.values().size(); bar++) {
                int value = axis.values().get(bar);
                double figure = cost.applyAsDouble(axis, value);
                double height = Math.max(1, most == 0 ? 1 : figure / most * TALLEST);
                int x = LEFT + i * COLUMN + bar * (BAR + BETWEEN);
                body.append(String.format(
                        Locale.ROOT,
                        "<rect class=\"bar\" x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" rx=\"2\"/>%n",
                        x,
                        base - height,
                        BAR,
                        height));
                text("figure", "middle", x + BAR / 2, (int) Math.round(base - height) - 4, format.formatted(figure));
                text("value", "middle", x + BAR / 2, base + 12, label(value));
            }
        }
        rows++;
    }

    private static String label(int value) {
        return value >= 1000 ? value / 1000 + "k" : Integer.toString(value);
    }

    private void text(String kind, String anchor, int x, int y, String text) {
        body.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" text-anchor=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n",
                kind,
                anchor,
                x,
                y,
                text));
    }

    String svg() {
        int width = LEFT + axes.size() * COLUMN;
        int height = TOP + rows * ROW;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">
                <title>What Fresnel costs as rows, changes, people and clusters become more</title>
                <style>
                text { font: 11px system-ui, sans-serif; fill: #57606a }
                .head { font-weight: 600; fill: #24292f }
                .figure { fill: #24292f }
                .bar { fill: #2f81f7 }
                @media (prefers-color-scheme: dark) {
                text { fill: #9da7b3 }
                .head, .figure { fill: #e6edf3 }
                .bar { fill: #388bfd }
                }
                </style>
                %s</svg>
                """.formatted(width, height, width, height, body);
    }
}
