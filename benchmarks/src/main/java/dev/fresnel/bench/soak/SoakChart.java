package dev.fresnel.bench.soak;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The samples as an SVG, a strip for each vital, readable on light and on dark pages. */
final class SoakChart {

    private static final int WIDTH = 720;
    private static final int STRIP = 76;
    private static final int LEFT = 16;
    private static final int RIGHT = 120;

    private SoakChart() {}

    static String of(Map<Vital, List<Trend.Sample>> samples, String about) {
        double minutes = samples.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Trend.Sample::minutes)
                .max()
                .orElse(1);
        StringBuilder svg = new StringBuilder();
        int height = 40 + samples.size() * STRIP + 30;
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">
                <style>
                svg { font: 12px system-ui, sans-serif; background: #fff }
                text { fill: #1f2328 } .dim { fill: #59636e } .axis { stroke: #d1d9e0 }
                .line { fill: none; stroke: #0969da; stroke-width: 1.5; stroke-linejoin: round }
                @media (prefers-color-scheme: dark) {
                svg { background: #0d1117 } text { fill: #f0f6fc } .dim { fill: #9198a1 } .axis { stroke: #3d444d }
                .line { stroke: #4493f8 }
                }
                </style>
                <text x="%d" y="22" font-weight="600">%s</text>
                """.formatted(WIDTH, height, escaped(about), LEFT, escaped(about)));
        int top = 40;
        for (Map.Entry<Vital, List<Trend.Sample>> vital : samples.entrySet()) {
            strip(svg, vital.getKey(), vital.getValue(), minutes, top);
            top += STRIP;
        }
        for (int i = 0; i <= 4; i++) {
            double at = minutes * i / 4;
            svg.append("<text class=\"dim\" text-anchor=\"%s\" x=\"%.1f\" y=\"%d\">%.0f min</text>%n"
                    .formatted(i == 0 ? "start" : "middle", x(at, minutes), top + 14, at));
        }
        return svg.append("</svg>\n").toString();
    }

    /** Each strip has its own scale, from zero. */
    private static void strip(StringBuilder svg, Vital vital, List<Trend.Sample> samples, double minutes, int top) {
        double most = samples.stream().mapToDouble(Trend.Sample::value).max().orElse(1);
        int base = top + STRIP - 12;
        int room = STRIP - 34;
        svg.append("<text class=\"dim\" x=\"%d\" y=\"%d\">%s</text>%n".formatted(LEFT, top + 12, escaped(vital.title)));
        svg.append("<line class=\"axis\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>%n"
                .formatted(LEFT, base, WIDTH - RIGHT, base));
        StringBuilder points = new StringBuilder();
        for (Trend.Sample sample : samples) {
            points.append(String.format(
                    Locale.ROOT,
                    "%.1f,%.1f ",
                    x(sample.minutes(), minutes),
                    base - room * sample.value() / Math.max(most, 1e-9)));
        }
        svg.append("<polyline class=\"line\" points=\"%s\"/>%n"
                .formatted(points.toString().strip()));
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\">%s %s</text>%n",
                WIDTH - RIGHT + 8,
                base - room + 14,
                figure(samples.getLast().value()),
                vital.unit));
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"dim\" x=\"%d\" y=\"%d\">most %s</text>%n",
                WIDTH - RIGHT + 8,
                base - room + 30,
                figure(most)));
    }

    private static double x(double at, double minutes) {
        return LEFT + (WIDTH - RIGHT - LEFT) * at / minutes;
    }

    static String figure(double value) {
        return String.format(Locale.ROOT, value >= 100 || value == Math.rint(value) ? "%.0f" : "%.1f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
