package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/facts.md is written from the fact records and their Javadoc; {@code -Dorcastra.update=true} writes it anew. */
class FactsReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "facts.md");

    @Test
    void theReferenceIsThatOfTheFacts() throws IOException {
        String reference = FactPage.of(Path.of("..", "facts", "src", "main", "java", "io", "orcastra", "facts"));
        if (Boolean.getBoolean("orcastra.update")) {
            Files.writeString(REFERENCE, reference);
        }
        assertThat(REFERENCE).as("mvn test -pl rules -am -Dtest=FactsReferenceTest -Dorcastra.update=true writes it anew")
                .hasContent(reference);
    }
}
