package io.orcastra.facts.policy;

import java.time.Duration;

/**
 * The same as a {@link TextParameter} where the value is a span of time; there is none for any other value.
 *
 * @param policy name of the file of rules without its ending
 * @param name   such as {@code patience}
 * @param text   the value as it is written, such as {@code 1h 30m}
 */
public record SpanParameter(String policy, String name, String text, Duration span) {
}
