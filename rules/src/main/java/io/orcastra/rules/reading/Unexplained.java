package io.orcastra.rules.reading;

import io.orcastra.rules.RuleDescription;

/**
 * A rule that is in force and cannot be explained.
 *
 * @param why what of it is not understood
 */
public record Unexplained(RuleDescription rule, String why) {
}
