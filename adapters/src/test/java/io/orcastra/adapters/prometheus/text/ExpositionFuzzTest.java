package io.orcastra.adapters.prometheus.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever comes, it is read or refused by one exception; what was written well is read as it was written. */
class ExpositionFuzzTest {

    private static final long SEED = 20_261_120;
    private static final int ROUNDS = 4000;
    private static final ExpositionLimits LIMITS = new ExpositionLimits(10_000, 500, 100, 1_000);
    private static final String[] PIECES = {"a", "{", "}", "=", "\"", "\\", ",", " ", "\t", "\n", "#", "# EOF\n", "# TYPE ", "# HELP ",
        "1", "-", "+", ".", "e9", "NaN", "Inf", "gauge", "b=\"c\"", "a 1\n", "\u0000", "\u2028", "\u00e4", "9".repeat(30)};

    @ParameterizedTest
    @EnumSource(ExpositionFormat.class)
    void anythingIsReadOrRefused(ExpositionFormat format) throws IOException {
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] body = i % 2 == 0 ? pieces(random) : broken(random, format);
            try {
                ExpositionParser.parse(new ByteArrayInputStream(body), format, LIMITS, sample -> { });
            } catch (MalformedExposition expected) {
                assertThat(expected.getMessage()).doesNotContainPattern("\\p{Cntrl}");
                refused++;
            }
        }
        assertThat(refused).isBetween(ROUNDS / 4, ROUNDS - 1);
    }

    @ParameterizedTest
    @EnumSource(ExpositionFormat.class)
    void whatIsWrittenWellIsReadAsWritten(ExpositionFormat format) throws IOException, MalformedExposition {
        Random random = new Random(SEED);
        for (int i = 0; i < ROUNDS / 10; i++) {
            List<Sample> written = new ArrayList<>();
            String body = good(random, format, written);
            List<Sample> read = new ArrayList<>();
            ExpositionParser.parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), format,
                    ExpositionLimits.DEFAULT, read::add);
            assertThat(read).as(body).isEqualTo(written);
        }
    }

    private static byte[] pieces(Random random) {
        StringBuilder body = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            body.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A good body with some bytes changed, or cut short. */
    private static byte[] broken(Random random, ExpositionFormat format) {
        byte[] body = good(random, format, new ArrayList<>()).getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i > 0; i--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt();
        }
        return Arrays.copyOf(body, 1 + random.nextInt(body.length));
    }

    private static String good(Random random, ExpositionFormat format, List<Sample> samples) {
        StringBuilder body = new StringBuilder("# TYPE a gauge\n# HELP a what it is\n");
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            Map<String, String> labels = new LinkedHashMap<>();
            for (int j = random.nextInt(3); j > 0; j--) {
                labels.put("l" + j, text(random));
            }
            double value = random.nextInt(10) == 0 ? Double.NaN : random.nextGaussian() * Math.pow(10, random.nextInt(20));
            Sample sample = new Sample("a:_" + i, labels, value, Optional.empty());
            samples.add(sample);
            body.append(sample.name());
            if (!labels.isEmpty()) {
                body.append('{');
                labels.forEach((name, label) -> body.append(body.charAt(body.length() - 1) == '{' ? "" : ",").append(name)
                        .append("=\"").append(label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")).append('"'));
                body.append('}');
            }
            body.append(' ').append(value).append('\n');
        }
        return body + (format == ExpositionFormat.OPEN_METRICS ? "# EOF\n" : "");
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        String alphabet = "ab \\\"\n{},=#\u00e4\u65e5";
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
