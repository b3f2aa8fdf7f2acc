package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.lab.LabTask;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 3, heartbeat = "1s")
@Tag("deadline")
@DisplayName("When the anchor starts or its node dies")
class FailoverIT {

    private static final int KILLS = Integer.getInteger("orcastra.kills", 3);
    /** After the first one. */
    private static final int EDITS = 3;
    /** One follows a take-over at once; until the next one the process of the next trial has made itself ready. */
    private static final int BETWEEN_EDITS = 2;

    private final Measurements measurements = new Measurements(getClass());
    private final SwarmLab lab;
    private final AnchorScenario scenario;

    FailoverIT(SwarmLab lab) {
        this.lab = lab;
        scenario = new AnchorScenario(lab, measurements);
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
    @DisplayName("without any event of Docker the label follows within the poll interval and 2 s; edits are then in force in seconds")
    void labelFollowsASilentReplacement() {
        OrcastraHome home = home().rules("mine.drl", HighSlotRule.above(9));
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            scenario.labelFollowsTheStart(daemon::tail);
            scenario.labelFollowsASilentReplacement(daemon::tail);

            List<LabTask> before = lab.api(lab.node(1)).tasks(scenario.stack().anchor());
            EditsInTime edits = new EditsInTime(home, daemon, measurements);
            edits.ofRules(EDITS, BETWEEN_EDITS);
            edits.ofYaml(() -> home.append("swarm.yml", "rules: { blast_radius: 40 }\n"));
            assertThat(lab.api(lab.node(1)).tasks(scenario.stack().anchor())).as("nothing was restarted").isEqualTo(before);
        }
    }

    private OrcastraProcess start() {
        return home().run().awaitHealthy();
    }

    private OrcastraHome home() {
        return scenario.stack().home().with("RELABEL_TIME", "" + AnchorScenario.POLL.toSeconds());
    }
}
