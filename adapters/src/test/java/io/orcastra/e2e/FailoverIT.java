package io.orcastra.e2e;

import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 3, heartbeat = "1s")
@Tag("deadline")
@DisplayName("When the anchor starts or its node dies")
class FailoverIT {

    private static final int KILLS = Integer.getInteger("orcastra.kills", 3);

    private final AnchorScenario scenario;

    FailoverIT(SwarmLab lab) {
        scenario = new AnchorScenario(lab, new Measurements(getClass()));
    }

    @AfterEach
    void clean() {
        scenario.close();
    }

    @Test
    @DisplayName("the label is on its node within 2 s; label and dependents are beside each replacement within 5 s")
    void everythingFollows() {
        try (OrcastraProcess daemon = start()) {
            scenario.labelFollowsTheStart(daemon::tail);
            scenario.everythingFollowsTheReplacement(KILLS, daemon::tail);
        }
    }

    @Test
    @DisplayName("without any event of Docker the label follows within the poll interval and 2 s")
    void labelFollowsASilentReplacement() {
        try (OrcastraProcess daemon = start()) {
            scenario.labelFollowsTheStart(daemon::tail);
            scenario.labelFollowsASilentReplacement(daemon::tail);
        }
    }

    private OrcastraProcess start() {
        return scenario.stack().home().with("RELABEL_TIME", "" + AnchorScenario.POLL.toSeconds()).run().awaitHealthy();
    }
}
