package io.orcastra.adapters.prometheus.text;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads an exposition to its end, one line in memory at a time. Strict: what the format does not allow refuses the
 * whole. Whether two lines are of the same series is left to the reader, who knows which series matter.
 *
 * <p>Texts: <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">text format 0.0.4</a> and
 * OpenMetrics 1.0. Names in quotation marks (UTF-8 names of Prometheus 3) are sent only to those who ask for them.
 */
public final class ExpositionParser {

    private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary", "untyped");
    private static final Set<String> OPEN_METRICS_TYPES = Set.of("counter", "gauge", "histogram", "summary", "unknown",
            "info", "stateset", "gaugehistogram");
    /** Far beyond any calendar and far below what an {@link Instant} can hold. */
    private static final double LATEST_SECONDS = 1e11;

    private final ExpositionFormat format;
    private final ExpositionLimits limits;
    private final boolean lenient;
    private final Set<String> typed = new HashSet<>();
    private int names;
    private boolean ended;

    private ExpositionParser(ExpositionFormat format, ExpositionLimits limits) {
        this.format = format;
        this.limits = limits;
        this.lenient = format == ExpositionFormat.TEXT;
    }

    /**
     * @param samples given every sample in order, also those before a line that refuses the whole
     * @throws MalformedExposition when it is none, or larger than allowed
     * @throws IOException         of the stream
     */
    public static void parse(InputStream in, ExpositionFormat format, ExpositionLimits limits, Consumer<Sample> samples)
            throws IOException, MalformedExposition {
        new ExpositionParser(format, limits).read(new BoundedLines(in, limits), samples);
    }

    private void read(BoundedLines lines, Consumer<Sample> samples) throws IOException, MalformedExposition {
        int count = 0;
        for (String line = lines.next(); line != null; line = lines.next()) {
            LineCursor cursor = new LineCursor(line, lines.number());
            if (ended) {
                throw new MalformedExposition(lines.number(), "something stands after # EOF");
            }
            if (lenient) {
                cursor.blanks();
            }
            if (cursor.isAt('#')) {
                comment(cursor, lines.number());
            } else if (!cursor.atEnd() || !lenient) {
                if (++count > limits.samples()) {
                    throw new MalformedExposition(lines.number(), "more than " + limits.samples() + " samples");
                }
                samples.accept(sample(cursor));
            }
        }
        if (format == ExpositionFormat.OPEN_METRICS && !ended) {
            throw new MalformedExposition(0, "cut off: # EOF is missing");
        }
    }

    private Sample sample(LineCursor cursor) throws MalformedExposition {
        String name = cursor.name(true);
        boolean blank = lenient && cursor.blanks();
        Map<String, String> labels = cursor.isAt('{') ? cursor.labels(lenient) : Map.of();
        if (!blank || !labels.isEmpty()) {
            separator(cursor, lenient && !labels.isEmpty());
        }
        double value = cursor.value();
        Optional<Instant> at = Optional.empty();
        if (!trailing(cursor) && !exemplar(cursor)) {
            at = Optional.of(timestamp(cursor));
            if (!trailing(cursor) && !exemplar(cursor)) {
                throw cursor.malformed("the end of the line");
            }
        }
        return new Sample(name, labels, value, at);
    }

    private void separator(LineCursor cursor, boolean optional) throws MalformedExposition {
        if (!(lenient ? cursor.blanks() : cursor.take(" ")) && !optional) {
            throw cursor.malformed("a blank");
        }
    }

    /** Whether nothing follows; takes the separator when something does. */
    private boolean trailing(LineCursor cursor) throws MalformedExposition {
        if (cursor.atEnd()) {
            return true;
        }
        separator(cursor, false);
        return lenient && cursor.atEnd();
    }

    private boolean exemplar(LineCursor cursor) throws MalformedExposition {
        if (lenient || !cursor.take("# ")) {
            return false;
        }
        cursor.labels(false);
        separator(cursor, false);
        cursor.value();
        if (!trailing(cursor)) {
            timestamp(cursor);
        }
        if (!cursor.atEnd()) {
            throw cursor.malformed("the end of the line");
        }
        return true;
    }

    private Instant timestamp(LineCursor cursor) throws MalformedExposition {
        if (lenient) {
            return millis(cursor);
        }
        double seconds = cursor.value();
        if (!(Math.abs(seconds) < LATEST_SECONDS)) {
            throw cursor.malformed("a timestamp in seconds");
        }
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }

    private static Instant millis(LineCursor cursor) throws MalformedExposition {
        String word = cursor.word();
        if (!word.matches("-?[0-9]{1,14}")) {
            throw cursor.malformed("a timestamp in milliseconds, not " + (word.length() > 20 ? "such a long one" : word) + ",");
        }
        return Instant.ofEpochMilli(Long.parseLong(word));
    }

    private void comment(LineCursor cursor, int line) throws MalformedExposition {
        cursor.expect("#");
        separator(cursor, lenient);
        String kind = cursor.word();
        if (format == ExpositionFormat.OPEN_METRICS && kind.equals("EOF") && cursor.atEnd()) {
            ended = true;
            return;
        }
        boolean described = kind.equals("HELP") || kind.equals("TYPE") || !lenient && kind.equals("UNIT");
        if (!described && !lenient) {
            throw new MalformedExposition(line, "a comment that is none of HELP, TYPE, UNIT and EOF");
        }
        if (described) {
            separator(cursor, false);
            String metric = cursor.name(true);
            if (kind.equals("TYPE")) {
                type(cursor, metric, line);
            }
        }
    }

    private void type(LineCursor cursor, String metric, int line) throws MalformedExposition {
        separator(cursor, false);
        if (!(lenient ? TYPES : OPEN_METRICS_TYPES).contains(cursor.word())) {
            throw new MalformedExposition(line, "the type of " + metric + " is none there is");
        }
        if (!typed.add(metric)) {
            throw new MalformedExposition(line, "a second type of " + metric);
        }
        names += metric.length();
        if (names > limits.names()) {
            throw new MalformedExposition(line, "more than " + limits.names() + " characters of names with a type");
        }
    }
}
