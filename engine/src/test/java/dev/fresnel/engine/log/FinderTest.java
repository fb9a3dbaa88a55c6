package dev.fresnel.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.PatternSyntaxException;
import dev.fresnel.engine.view.LogData.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FinderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((((((a{1,100}){1,100}){1,100}){1,100})))",
                "((a{1000}){1000}){1000}",
                "(?:(?:x{2,999})*){999}",
                "(a{1000}b{1000}c{1000}d{1000}){4}",
                "([]{}a]{500}){500}",
                "(\\(\\d{100}){101}",
                "((a{1000}){1000}",
                "((((((((((((((((((((((((((((((((((((((((((a{9}){9}){9}){9}){9}){9}){9}){9}){9}){9}){9}){9}){9}){9}){9}",
            })
    void an_expression_that_would_become_too_large_is_refused_before_it_is_made(String bomb) {
        assertThatThrownBy(() -> Finder.of(bomb))
                .isInstanceOf(PatternSyntaxException.class)
                .hasMessageContaining("too large when it is written out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                "\\d{4}-\\d{2}-\\d{2}T.{0,200}error",
                "([[:alpha:]]{1,20}\\.){1,10}svc",
                "a{,5}",
                "a{999}{",
                "\\{999}\\{999}\\{999}",
                "[{999}{999}{999}]",
                "(a+)+$",
            })
    void those_that_people_write_are_made(String expression) {
        assertThat(Finder.of(expression).isIn("")).isFalse();
    }

    @Test
    void places_are_found_by_text_and_by_expression_in_any_case() {
        assertThat(Finder.of("err").marks("an Error, an ERR")).containsExactly(new Mark(3, 6), new Mark(13, 16));
        assertThat(Finder.of("e.{2}").marks("an Error")).isEqualTo(List.of(new Mark(3, 6)));
    }
}
