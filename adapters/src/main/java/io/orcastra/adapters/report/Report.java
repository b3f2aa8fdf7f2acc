package io.orcastra.adapters.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * One decision with every id resolved to a name: what all formats show, each in its own way. Field names are the
 * published JSON format ({@code config/schema/dry-run-report.schema.json}); rename one and the format changes.
 *
 * @param format     version of the JSON format
 * @param at         when the decision was taken
 * @param tookMillis observing, concluding and planning, in milliseconds
 * @param deferred   approved, but not in this cycle: a budget has no room, or a label of this plan must be there first
 * @param prediction the cluster the plan is expected to make; absent when there is nothing to do
 * @param following  what later cycles are expected to do to machines and nodes, when the plan makes a swarm or joins machines
 * @param notes      what a reader should know of all this, one sentence each
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Report(
        int format,
        Instant at,
        long tookMillis,
        Observed observed,
        List<FindingItem> findings,
        List<ConditionItem> conditions,
        List<Step> execute,
        List<Held> deferred,
        List<Held> vetoed,
        Prediction prediction,
        List<Step> following,
        List<String> notes) {

    static final int FORMAT = 1;

    /**
     * What was looked at.
     *
     * @param source     such as {@code docker} or {@code snapshot small.json}
     * @param ageSeconds age of the observation when the report was made; negative when it says it is of a later minute than now:
     *                   then a clock is wrong
     * @param running    tasks desired running, observed running and on a node that is ready
     */
    public record Observed(
            String source, Instant at, long ageSeconds, int nodes, int nodesReady, int services, int tasks, int running) {
    }

    /** Something with an id of Swarm's; {@code name} equals {@code id} when no name is known. */
    public record Subject(String id, String name) {
    }

    /** Why a rule said so; {@code facts} are the matched facts in words. */
    public record Why(String rule, String sentence, String file, int line, List<String> facts) {

        /** Such as {@code memory.drl:139}; the planner's rules have no line. */
        String place() {
            return line == 0 ? file : file + ":" + line;
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FindingItem(String rule, Subject subject, String message, String advice, Why why) {
    }

    /** {@code decisive} is whether a proposal, a veto or a finding rests on it; most conditions are steps in between. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConditionItem(String type, Subject subject, String text, boolean decisive, Why why) {
    }

    /** An action; {@code text} is an imperative clause such as {@code set label db=true on worker-2}. */
    public record ActionItem(String type, Subject subject, String text) {
    }

    /** A task that will be replaced, with the nodes it leaves and is expected on; equal when it stays. */
    public record Replacement(String task, String from, String to) {
    }

    /** An action to be carried out; {@code commands} are what would do the same by hand. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(
            String rule,
            ActionItem action,
            String reason,
            int expectedRestarts,
            List<Replacement> replacements,
            List<String> commands,
            Why why) {
    }

    /** What is in the way of an action; {@code until} is absent when it does not end by itself. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Objection(String rule, String reason, Instant until, Why why) {
    }

    /** An action that is not carried out in this cycle. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Held(String rule, ActionItem action, String reason, List<Objection> objections, Why why) {
    }

    /** The same decision, with what is expected to follow and what is to be kept in mind. */
    public Report with(List<Step> later, List<String> mind) {
        return new Report(format, at, tookMillis, observed, findings, conditions, execute, deferred, vetoed, prediction,
                List.copyOf(later), List.copyOf(mind));
    }

    /** Tasks that the plan would replace. */
    int expectedRestarts() {
        return execute.stream().mapToInt(Step::expectedRestarts).sum();
    }
}
