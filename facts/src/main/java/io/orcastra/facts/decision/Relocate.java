package io.orcastra.facts.decision;

import java.util.Set;

/**
 * Move tasks of a service away from a node. Whether this service at all, and to which node, is the planner's choice,
 * because it depends on every other wish and on what each node has left.
 *
 * @param nodeId   the node to leave; empty for a task that has none
 * @param among    ids of the nodes the policy allows; empty when any will do
 * @param tasks    how many of the tasks there; 0 for all of them, and for a {@code PREFERENCE} together with those on the other
 *                 nodes for which the same rule wishes the same
 * @param goal     what it is good for
 * @param priority 1 (must) to 5 (cosmetic); wishes beyond the configured threshold are shown and not carried out
 */
public record Relocate(String serviceId, String nodeId, Set<String> among, int tasks, Goal goal, int priority)
        implements Move {

    public Relocate {
        among = Set.copyOf(among);
    }

    /** What a relocation is good for, and so how the planner weighs it. */
    public enum Goal {
        /** Of the wishes for one node only as many are granted as bring its memory below the threshold. */
        RELIEVE_MEMORY,
        /** As before, with the larger budget of an emergency. */
        AVERT_EXHAUSTION,
        /** Replicas that sit together are spread, one at a time. */
        SPREAD,
        /** Another place is better by a policy of the operator: tier, anti-affinity, preferred node. */
        PREFERENCE,
        /** The task does not get to run where it is. */
        UNSTICK,
        /** What was moved comes back, because what belongs to it could not follow; nothing is gained by it. */
        BRING_BACK,
        /** An operator named the node all tasks go to. */
        REQUESTED,
        /** An operator wants the node empty; its services leave it one after another. */
        EVACUATE
    }

    /** Whether an operator asked for it: it needs no policy that allows it, and waits for no rest. */
    public boolean asked() {
        return named() || goal == Goal.EVACUATE;
    }

    /** Whether an operator named the node it goes to. */
    public boolean named() {
        return goal == Goal.REQUESTED;
    }

    /** Whether something does not run as it should because of where it is: mending that waits for no rest. */
    public boolean mends() {
        return goal == Goal.UNSTICK || goal == Goal.BRING_BACK;
    }

    /** Whether it undoes a move of ours. */
    public boolean bringsBack() {
        return goal == Goal.BRING_BACK;
    }

    /** Whether everything runs well without it, only not where it would best be. */
    public boolean cosmetic() {
        return goal == Goal.SPREAD || goal == Goal.PREFERENCE;
    }

    /** Whether the kernel is about to kill something without it. */
    public boolean averts() {
        return goal == Goal.AVERT_EXHAUSTION;
    }

    /** Whether it waits for no rest after what went well. */
    public boolean urgent() {
        return mends() || averts();
    }

    @Override
    public String subject() {
        return serviceId;
    }
}
