package dev.fresnel.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.bench.soak.Trend.Sample;
import dev.fresnel.bench.soak.Trend.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class TrendTest {

    private final Random random = new Random(3);

    private List<Sample> samples(int minutes, DoubleUnaryOperator value) {
        return IntStream.range(0, minutes)
                .mapToObj(minute -> new Sample(minute, value.applyAsDouble(minute) + random.nextGaussian()))
                .toList();
    }

    @Test
    void a_leak_is_seen_through_the_noise() {
        assertThat(Trend.of(samples(60, minute -> 100 + minute)))
                .satisfies(trend -> assertThat(trend.anHour()).isBetween(55.0, 65.0))
                .satisfies(trend -> assertThat(trend.verdict(3)).isEqualTo(Verdict.GROWS));
    }

    @Test
    void what_warms_up_and_stays_is_flat() {
        assertThat(Trend.of(samples(60, minute -> minute < 15 ? 40 + 4 * minute : 100)))
                .satisfies(trend -> assertThat(trend.verdict(3)).isEqualTo(Verdict.FLAT));
    }

    @Test
    void nothing_is_said_of_what_could_be_either() {
        assertThat(Trend.of(samples(8, _ -> 100)))
                .satisfies(trend -> assertThat(trend.verdict(3)).isEqualTo(Verdict.TOO_SHORT_TO_SAY));
        assertThat(Trend.of(samples(4, _ -> 100))).isNull();
    }

    @Test
    void the_chart_is_a_picture_with_a_line_for_each_vital() throws Exception {
        String chart =
                SoakChart.of(Map.of(Vital.HEAP, samples(20, _ -> 100), Vital.THREADS, samples(20, _ -> 30)), "a < b");
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new java.io.StringReader(chart)));
        assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        assertThat(document.getElementsByTagName("text").item(0).getTextContent())
                .isEqualTo("a < b");
    }
}
