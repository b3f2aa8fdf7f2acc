package io.orcastra.adapters.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orcastra.adapters.report.Report.Subject;
import java.time.Instant;
import java.util.List;

/**
 * A decision when it was new, or what became of one.
 *
 * @param kind     {@code planned}, {@code deferred}, {@code vetoed}, {@code finding}, {@code succeeded}, {@code failed},
 *                 {@code refused}, {@code skipped}, {@code isolated}, {@code rules} or {@code started}
 * @param rule     id of the rule that wished or found it; empty for a start or an edit of rules
 * @param text     what was to be done, or what was found
 * @param reason   why, or how it ended; empty when there is nothing to say
 * @param restarts tasks replaced, or expected to be
 * @param vetoes   what stood in its way
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Item(
        Instant at, String kind, String rule, Subject subject, String text, String reason, int restarts, List<Obstacle> vetoes) {

    /** @param until absent when it does not end by itself */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Obstacle(String rule, String reason, Instant until) {
    }
}
