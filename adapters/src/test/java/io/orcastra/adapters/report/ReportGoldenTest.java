package io.orcastra.adapters.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import java.util.stream.Stream;

/** The golden files beside this test are prose for operators: read them when they change. */
class ReportGoldenTest {

    static Stream<Arguments> formats() {
        return Stream.of(
                Arguments.of("report.txt", new TextReport(Ink.PLAIN, false)),
                Arguments.of("report-details.txt", new TextReport(Ink.PLAIN, true)),
                Arguments.of("report.md", new MarkdownReport(false)),
                Arguments.of("report.html", new HtmlReport("1.0")),
                Arguments.of("report.json", new JsonReport()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    void readsAsReviewed(String golden, ReportFormat format) throws IOException {
        String actual = format.render(sample());
        try (InputStream expected = ReportGoldenTest.class.getResourceAsStream(golden)) {
            assertThat(expected).as("golden file %s", golden).isNotNull();
            assertThat(actual).isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static Report sample() {
        return Reporter.report(SampleDecision.record(), "docker", SampleDecision.AT.minus(Duration.ofSeconds(2)),
                SampleDecision.AT, Optional.of(SampleForecast.forecast()));
    }
}
