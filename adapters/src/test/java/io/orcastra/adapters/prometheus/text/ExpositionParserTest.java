package io.orcastra.adapters.prometheus.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionParserTest {

    private static final ExpositionLimits SMALL = new ExpositionLimits(200, 40, 3, 20);

    @Test
    void readsWhatANodeExporterSays() throws IOException, MalformedExposition {
        try (InputStream in = ExpositionParserTest.class.getResourceAsStream("/prometheus/node-exporter.txt")) {
            List<Sample> samples = new ArrayList<>();
            ExpositionParser.parse(in, ExpositionFormat.TEXT, ExpositionLimits.DEFAULT, samples::add);

            assertThat(samples).hasSize(635).contains(sample("node_memory_MemTotal_bytes", 2147483648.0));
        }
    }

    @Test
    void aSampleHasANameLabelsAValueAndSometimesATime() throws IOException, MalformedExposition {
        assertThat(text("a{b=\"c\",d=\"\"} -1.5e3 1000\n")).containsExactly(
                new Sample("a", Map.of("b", "c", "d", ""), -1500, Optional.of(Instant.ofEpochSecond(1))));
    }

    @Test
    void blanksTabsEmptyLinesAndCommentsMeanNothingInText() throws IOException, MalformedExposition {
        assertThat(text("\n  \n#\n# say what you will\n# HELP a b\\nc\n# TYPE a gauge\n\ta\t{ b = \"c\" , }  1\t \n"))
                .containsExactly(new Sample("a", Map.of("b", "c"), 1, Optional.empty()));
    }

    @Test
    void labelsMayHoldAnything() throws IOException, MalformedExposition {
        assertThat(text("a{b=\"\\\\ \\\" \\n } , # \u00e4\u65e5\"} 1\n")).extracting(sample -> sample.label("b"))
                .containsExactly("\\ \" \n } , # \u00e4\u65e5");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "+1,1", "-0.5,-0.5", ".5,0.5", "5.,5", "1e3,1000", "1E-3,0.001", "NaN,NaN", "nan,NaN", "+Inf,Infinity",
        "-inf,-Infinity", "Infinity,Infinity", "1e999,Infinity"})
    void aValueIsAnyDouble(String written, double value) throws IOException, MalformedExposition {
        assertThat(text("a " + written + "\n")).containsExactly(sample("a", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n", "a \n", "a 1", "a 1 2 3\n", "a 1 1.5\n", "a 0x10\n", "a 1_000\n", "a 1f\n", "1a 1\n", "a-b 1\n",
        "a{ 1\n", "a{b} 1\n", "a{b=} 1\n", "a{b=c} 1\n", "a{b=\"c} 1\n", "a{b=\"c\"\n", "a{b=\"\\x\"} 1\n", "a{b:c=\"d\"} 1\n",
        "a{,} 1\n", "a{b=\"c\" d=\"e\"} 1\n", "a{b=\"c\",b=\"d\"} 1\n", "a{b=\"c\"}{d=\"e\"} 1\n", "{a=\"b\"} 1\n", "a 1\r\n",
        "# TYPE a\n", "# TYPE a number\n", "# TYPE a gauge\n# TYPE a gauge\n", "# HELP 1\n", "a 1 99999999999999999999\n",
        "<html>\n", "a 1 # {b=\"c\"} 1\n"})
    void whatTheFormatDoesNotAllowRefusesTheWhole(String body) {
        assertThatThrownBy(() -> text(body)).isInstanceOf(MalformedExposition.class).hasMessageStartingWith("line ");
    }

    @Test
    void theMessageNamesTheLineAndWhatStandsThere() {
        assertThatThrownBy(() -> text("a 1\nb\u0007 two\n"))
                .hasMessage("line 2: a blank is missing before \"\ufffd two\"");
    }

    @Test
    void namesWithATypeAreKeptAndThereforeCounted() {
        assertThatThrownBy(() -> ExpositionParser.parse(new ByteArrayInputStream(
                "# TYPE abcdefghij gauge\n# TYPE bcdefghijk gauge\n# TYPE c gauge\n".getBytes(StandardCharsets.UTF_8)),
                ExpositionFormat.TEXT, SMALL, sample -> { })).hasMessage("line 3: more than 20 characters of names with a type");
    }

    @Test
    void bytesThatAreNoTextRefuseTheWhole() {
        byte[] bytes = {'a', '{', 'b', '=', '"', (byte) 0xff, '"', '}', ' ', '1', '\n'};
        assertThatThrownBy(() -> ExpositionParser.parse(new ByteArrayInputStream(bytes), ExpositionFormat.TEXT,
                ExpositionLimits.DEFAULT, sample -> { })).isInstanceOf(MalformedExposition.class).hasMessage("line 1: no UTF-8");
    }

    @Test
    void openMetricsHasSecondsExemplarsAndAnEnd() throws IOException, MalformedExposition {
        assertThat(open("# TYPE a counter\n# UNIT a s\n# HELP a b\na_total{b=\"c\"} 1 1.5 # {d=\"e\"} 2 3\nb 2 # {} 1\n# EOF\n"))
                .containsExactly(
                        new Sample("a_total", Map.of("b", "c"), 1, Optional.of(Instant.ofEpochMilli(1500))), sample("b", 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a 1\n", "# EOF", "# EOF\n\n", "# EOF\na 1\n", "\n# EOF\n", "a  1\n# EOF\n", "a 1 \n# EOF\n",
        "# a comment\n# EOF\n", "a{b=\"c\",} 1\n# EOF\n", "a 1 # {b=\"c\"}\n# EOF\n", "a 1 NaN\n# EOF\n", "# TYPE a untyped\n# EOF\n"})
    void openMetricsIsStricter(String body) {
        assertThatThrownBy(() -> open(body)).isInstanceOf(MalformedExposition.class);
    }

    @Test
    void moreThanAllowedIsRefusedWithoutBeingRead() {
        assertThatThrownBy(() -> parse("a 1\na 1\na 1\na 1\n", SMALL)).hasMessage("line 4: more than 3 samples");
        assertThatThrownBy(() -> parse("a".repeat(41) + " 1\n", SMALL)).hasMessage("line 1: longer than 40 bytes");
        assertThatThrownBy(() -> ExpositionParser.parse(endless(), ExpositionFormat.TEXT, SMALL, sample -> { }))
                .hasMessage("more than 200 bytes");
    }

    @Test
    void whatIsJustAllowedIsRead() throws IOException, MalformedExposition {
        assertThat(parse("a 1\na 1\na 1\n" + "#".repeat(40) + "\n", SMALL)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"'',TEXT", "text/plain,TEXT", "'text/plain; version=0.0.4; charset=utf-8',TEXT",
        "'application/openmetrics-text; version=1.0.0',OPEN_METRICS"})
    void theFormatIsTheContentType(String type, ExpositionFormat format) {
        assertThat(ExpositionFormat.of(type)).contains(format);
        assertThat(ExpositionFormat.of("text/html")).isEmpty();
    }

    private static Sample sample(String name, double value) {
        return new Sample(name, Map.of(), value, Optional.empty());
    }

    private static List<Sample> text(String body) throws IOException, MalformedExposition {
        return parse(body, ExpositionFormat.TEXT, ExpositionLimits.DEFAULT);
    }

    private static List<Sample> open(String body) throws IOException, MalformedExposition {
        return parse(body, ExpositionFormat.OPEN_METRICS, ExpositionLimits.DEFAULT);
    }

    private static List<Sample> parse(String body, ExpositionLimits limits) throws IOException, MalformedExposition {
        return parse(body, ExpositionFormat.TEXT, limits);
    }

    private static List<Sample> parse(String body, ExpositionFormat format, ExpositionLimits limits)
            throws IOException, MalformedExposition {
        List<Sample> samples = new ArrayList<>();
        ExpositionParser.parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), format, limits, samples::add);
        return samples;
    }

    /** Comments without end, in which nothing but the size can be wrong. */
    private static InputStream endless() {
        return new InputStream() {
            private long at;

            @Override
            public int read() {
                return at++ % 20 == 19 ? '\n' : '#';
            }
        };
    }
}
