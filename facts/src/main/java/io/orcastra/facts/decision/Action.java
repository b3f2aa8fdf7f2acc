package io.orcastra.facts.decision;

/** The closed list of things Orcastra can do to a swarm. Actions are values: equal actions are the same wish. */
public sealed interface Action permits SetNodeLabel, RemoveNodeLabel, Move, RestartService, RestorePreviousSpec,
        RestartContainer, CollectGarbage, FetchMod, MachineAction, ChangeRole, RemoveNode, CreateService, UpdateService {

    /** Id of the node, service or container that would be written; of what is not there yet the name. */
    String subject();
}
