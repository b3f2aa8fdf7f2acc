package io.orcastra.adapters.docker.move;

import io.orcastra.engine.port.Intent;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.ChangeRole;
import io.orcastra.facts.decision.CollectGarbage;
import io.orcastra.facts.decision.CreateService;
import io.orcastra.facts.decision.CutOff;
import io.orcastra.facts.decision.FetchMod;
import io.orcastra.facts.decision.InitialiseSwarm;
import io.orcastra.facts.decision.JoinSwarm;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.RemoveNode;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.RestartContainer;
import io.orcastra.facts.decision.RestartEngine;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.decision.UpdateService;
import java.time.Duration;
import java.util.Set;

/** The action an intent was for, whoever would carry it out: who did so may not be set up any more. */
final class IntendedAction {

    private IntendedAction() {
    }

    /** What an intent does not tell of its action is left empty; the cause is what counts. */
    static Action of(Intent intent) {
        return switch (intent.action()) {
            case "SetNodeLabel" -> new SetNodeLabel(intent.subject(), "", "");
            case "RemoveNodeLabel" -> new RemoveNodeLabel(intent.subject(), "");
            case "RestartService" -> new RestartService(intent.subject(), Set.of());
            case "RestartContainer" -> new RestartContainer("", intent.subject());
            case "CollectGarbage" -> new CollectGarbage(intent.subject().replaceFirst("^storage:", ""), Set.of());
            case "FetchMod" -> mod(intent.subject().split(":", 3));
            case "ChangeRole" -> new ChangeRole(intent.subject(), NodeRole.WORKER);
            case "CreateService" -> new CreateService(intent.subject(), Set.of());
            case "UpdateService" -> new UpdateService(intent.subject(), Set.of());
            case "RemoveNode" -> new RemoveNode(intent.subject());
            case "InitialiseSwarm" -> new InitialiseSwarm(intent.subject(), "", Set.of());
            case "JoinSwarm" -> new JoinSwarm(intent.subject(), NodeRole.WORKER);
            case "RestartEngine" -> new RestartEngine(intent.subject());
            case "CutOff" -> new CutOff(intent.subject(), "", "", Duration.ZERO);
            case "RestorePreviousSpec" -> new RestorePreviousSpec(intent.subject());
            // A name of another version is as good as lost.
            default -> new MoveService(intent.subject(), Set.of());
        };
    }

    private static FetchMod mod(String... subject) {
        return new FetchMod(subject.length > 1 ? subject[1] : "", subject.length > 2 ? subject[2] : "");
    }
}
