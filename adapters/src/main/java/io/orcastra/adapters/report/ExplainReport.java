package io.orcastra.adapters.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * An explanation with every id resolved to a name: what text and JSON show. Field names are a published format.
 *
 * @param format    version of the format
 * @param lastMove  of a service that was moved within the last hour; else absent
 * @param decision  what of one decision is about the subject, in the shape of a dry run's report
 * @param obstacles what is in the way of what is wished, or else of what might be; the worst first
 * @param nodes     candidate nodes, by name; absent for a node
 * @param whyNot    rules that wish for nothing here, the nearest first; those nobody asked for last
 * @param unexplained rules of which nobody can tell whether they match and why not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExplainReport(int format, SubjectItem subject, MoveItem lastMove, Report decision, List<ObstacleItem> obstacles,
        List<NodeItem> nodes, List<RuleItem> whyNot, List<UnexplainedItem> unexplained) {

    static final int FORMAT = 1;

    /** @param kind {@code service} or {@code node}; {@code state} is a clause for people */
    public record SubjectItem(String kind, String id, String name, String state) {
    }

    /** @param from names of the nodes that tasks left; {@code to} of those they went to */
    public record MoveItem(List<String> from, List<String> to, Instant begun) {
    }

    /**
     * @param kind  {@code not wished}, {@code veto} or {@code planner}
     * @param text  what is in the way, with its amount
     * @param waits whether it is over by itself
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ObstacleItem(String kind, String rule, String sentence, String text, boolean waits, RemedyItem remedy) {
    }

    /**
     * What would end an obstacle; what does not apply is absent.
     *
     * @param type        {@code come}, {@code go}, {@code become}, {@code number}, {@code last}, {@code wait}, {@code turn},
     *                    {@code make room} or {@code unknown}
     * @param fact        type of the fact that would have to come, go or become otherwise
     * @param amount      by how much it is not enough
     * @param unit        of the amount: {@code %}, {@code bytes}, {@code cpus}, {@code s} or nothing for a number of things
     * @param leftSeconds until it is over
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RemedyItem(String type, String text, String fact, String field, Object seen, String operator,
            List<Object> wanted, Double amount, String unit, Long leftSeconds, Instant until, String node) {
    }

    /** @param by filter of SwarmKit, or rule; it, {@code reason}, {@code amount} and {@code unit} are absent when it is fit */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NodeItem(String node, boolean fit, String by, String reason, Double amount, String unit) {
    }

    /**
     * @param asked whether a setting, a label or an event asks for it at all
     * @param steps parts of the rule's condition, of which {@code holds} hold
     * @param chain from this rule to the one whose condition stops first, when what it lacks is concluded by others
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RuleItem(String rule, String sentence, String file, int line, boolean matches, boolean asked, int holds,
            int steps, String text, RemedyItem remedy, List<String> chain) {
    }

    /** @param text what of the rule is not understood */
    public record UnexplainedItem(String rule, String sentence, String file, int line, String text) {
    }
}
