package dev.fresnel.simulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ListingTest {

    private static final Path PAGE = Path.of("CONFORMANCE.md");

    /** Run with {@code -Dconformance.write=true} it writes the page. */
    @Test
    void the_page_lists_what_is_compared() throws IOException {
        String page = Listing.write(Chapter.all(), Deviation.all());
        if (Boolean.getBoolean("conformance.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("run the test with -Dconformance.write=true to write it")
                .hasContent(page);
    }

    @Test
    void a_question_is_known_by_its_name() {
        assertThat(Listing.twice(Chapter.all())).isEmpty();
    }
}
