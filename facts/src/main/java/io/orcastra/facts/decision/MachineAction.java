package io.orcastra.facts.decision;

/** An action on a machine that the swarm need not know: its subject is the hostname of the inventory. */
public sealed interface MachineAction extends Action permits InitialiseSwarm, JoinSwarm, RestartEngine, CutOff {

    /** As the inventory has it. */
    String hostname();

    @Override
    default String subject() {
        return hostname();
    }
}
