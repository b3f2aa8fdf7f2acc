package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SeenRequest;
import io.orcastra.lab.SocketProxy;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@WithSwarmLab(nodes = 3, managers = 2, newest = true, newestNodes = 2)
@EnabledIfSystemProperty(named = "orcastra.newest", matches = "true", disabledReason = "only in -Pcampaign")
@DisplayName("While managers run different engine versions, as in the middle of an upgrade")
class NewestBesideOldManagerIT {

    private static final String IMAGE = "lab/plain:1";
    private static final String MIXED = "managers run different engine versions";
    private static final String CYCLES = "orcastra_cycle_duration_seconds_count";

    @Test
    @DisplayName("nothing is moved, every answer says why, and the work is done as soon as they are of one version")
    void nothingIsMovedUntilTheUpgradeIsOver(SwarmLab lab) {
        Deployment stack = new Deployment(lab);
        stack.createAnchor(Deployment.on(lab.node(3), IMAGE));
        String app = stack.createDisplaced("app", lab.node(1), IMAGE);
        try (SocketProxy proxy = SocketProxy.inFrontOf(lab.node(1));
                OrcastraProcess daemon = stack.home(proxy.dockerHost()).with("RELABEL_TIME", "1").run()) {
            daemon.awaitMetric(RealTime.PATIENCE, CYCLES, 1);
            daemon.awaitTrue(RealTime.PATIENCE, "an answer that names the versions",
                    () -> daemon.health().contains(MIXED));
            daemon.awaitMore(CYCLES, 5);
            assertThat(proxy.writes()).extracting(SeenRequest::path).allMatch(path -> path.startsWith("/configs/"));
            OrcastraHome.Answer dryRun = stack.home(proxy.dockerHost()).command("dry-run");
            assertThat(dryRun.out()).contains(MIXED);
            assertThat(dryRun.exit()).as("nothing may be done: %s", dryRun.out()).isZero();

            lab.docker(lab.node(1), "node", "demote", lab.node(2).id());

            daemon.awaitTrue(RealTime.PATIENCE, "the dependent beside its anchor", () -> List.of(lab.node(3).id())
                    .equals(lab.api(lab.node(1)).running(app).stream().map(task -> task.node()).toList()));
            assertThat(stack.tasks(app)).as("one restart").hasSize(2);
        } finally {
            stack.remove();
        }
    }
}
