package io.orcastra.engine.plan;

import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Veto;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** What the planner refuses by itself, because it depends on targets or on other proposals. */
public enum PlannerRule {
    NO_ROOM_TO_MOVE("ORC-PLN-001", "a moved task has no feasible node in home"),
    NO_ROOM_TO_RESTART("ORC-PLN-002", "a restarted task has no feasible node"),
    ONE_ACTION_PER_SUBJECT("ORC-PLN-003", "another action on the same service or node goes first"),
    CYCLE_BUDGET("ORC-PLN-004", "the cycle has begun as many moves and restarts as it may"),
    NODE_BUDGET("ORC-PLN-005", "as many moves as allowed are under way towards the node"),
    HOUR_BUDGET("ORC-PLN-006", "the last hour has seen as many moves and restarts as it may"),
    OSCILLATION("ORC-PLN-007", "the service was moved to and fro for the same cause"),
    UNKNOWN_PLACEMENT("ORC-PLN-008", "a cluster volume decides where the service may run"),
    UNDER_WAY("ORC-PLN-009", "an action on the same service or node is under way"),
    VANISHED("ORC-PLN-010", "the service or node is not there any more"),
    NOTHING_TO_MOVE("ORC-PLN-011", "no task of the service runs outside home"),
    LABEL_FIRST("ORC-PLN-012", "a label that this plan sets must be there before the move"),
    NO_JOBS_TO_PULL("ORC-PLN-013", "the image is not on the target and the engine has no jobs to pull it with"),
    PRIORITY("ORC-PLN-020", "the wish is less urgent than what is to be carried out"),
    MEMORY_UNKNOWN("ORC-PLN-021", "the memory that the move is about is not known"),
    MEMORY_OUTDATED("ORC-PLN-022", "the memory was measured before the last move of this node had its effect"),
    NO_BETTER_NODE("ORC-PLN-023", "no node would be better off with the service than the one it is on"),
    GAIN_TOO_SMALL("ORC-PLN-024", "the improvement is not worth the restart"),
    OTHERS_ARE_ENOUGH("ORC-PLN-025", "other moves relieve the node as well with fewer restarts"),
    UNSURE_WHICH("ORC-PLN-026", "some but not all tasks of a service are moved only where it is sure which Swarm replaces"),
    NOT_MOVABLE("ORC-PLN-027", "Swarm decides alone on which nodes the tasks of the service run"),
    LAST_RUNNING("ORC-PLN-028", "a stuck task leaves its node together with the only one that runs"),
    BEING_LEFT("ORC-PLN-029", "no node is written to while a move takes tasks from it"),
    ONLY_REPORTED("ORC-PLN-030", "the rule or the service is set to be reported only"),
    UNCOUNTED_VETO("ORC-PLN-031", "a rule that is set to be reported only would have said no"),
    WAITS_FOR_APPROVAL("ORC-PLN-032", "the action waits for approval"),
    RULE_MISSING("ORC-PLN-033", "a rule that might forbid it failed and is left out"),
    ONE_BY_ONE("ORC-PLN-034", "a node that is to be empty is left by one service after another"),
    QUORUM("ORC-PLN-035", "the managers that remain could not lose one more"),
    ONE_MANAGER_AT_A_TIME("ORC-PLN-036", "another change of managers goes first"),
    ONE_ENGINE_AT_A_TIME("ORC-PLN-037", "another engine restarts first"),
    STRANDED("ORC-PLN-038", "none of its services can leave a node that is about to run out of memory");

    private static final Set<PlannerRule> IN_TURN = EnumSet.of(
            ONE_ACTION_PER_SUBJECT, UNDER_WAY, LABEL_FIRST, BEING_LEFT, ONE_BY_ONE, ONE_MANAGER_AT_A_TIME, ONE_ENGINE_AT_A_TIME);

    private final String id;
    private final String sentence;

    PlannerRule(String id, String sentence) {
        this.id = id;
        this.sentence = sentence;
    }

    /** Whether what the rule of this id holds back follows by itself, as soon as another action has been carried out. */
    public static boolean letsItFollow(String id) {
        return IN_TURN.stream().anyMatch(rule -> rule.id.equals(id));
    }

    public String id() {
        return id;
    }

    /** What the rule watches for, in the present tense, as rules are named. */
    public String sentence() {
        return sentence;
    }

    Veto veto(Proposal proposal, String reason) {
        return new Veto(id, proposal, reason);
    }

    Veto veto(Proposal proposal, String reason, Instant until) {
        return new Veto(id, proposal, reason, until);
    }
}
