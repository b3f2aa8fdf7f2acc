package io.orcastra.engine.simulation;

import io.orcastra.engine.port.Observer;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.Outcome.Result;
import java.util.function.BiConsumer;

/** Those besides the managers who tell something, and do what only they can: agents, and machines asked over SSH. */
interface RemoteHands extends Observer {

    /** Whether the scenario has any. */
    boolean areThere();

    /** Whether actions of this kind are theirs. */
    boolean does(Action action);

    /**
     * Has an action of theirs done, in virtual time.
     *
     * @param ended told once, later
     */
    void ask(Action action, BiConsumer<Result, String> ended);
}
