package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabServices;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SocketProxy;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 3)
@DisplayName("A dependent whose image its anchor's node does not have")
class UnobtainableImageIT {

    private static final Duration QUIET = Duration.ofSeconds(6);
    private static final Duration MOVE = RealTime.PATIENCE;

    private final SwarmLab lab;
    private final LabNode manager;
    private final LabNode target;
    private final LabNode source;
    private final Deployment stack;

    UnobtainableImageIT(SwarmLab lab) {
        this.lab = lab;
        this.manager = lab.node(1);
        this.target = lab.node(2);
        this.source = lab.node(3);
        this.stack = new Deployment(lab);
    }

    @BeforeEach
    void anchor() {
        stack.createAnchor(Deployment.on(target, "lab/plain:1"));
    }

    @AfterEach
    void clean() {
        stack.remove();
    }

    @Test
    @DisplayName("stays where it is when the registry refuses that node, with advice, and a dry run says the same then")
    void privateRegistry() {
        String registry = lab.privateRegistry();
        String app = stack.follow("app");
        lab.exec(manager, "sh", "-c", "docker login -u lab -p lab " + registry
                + " && docker service create -d -q --with-registry-auth --name " + app + " --restart-delay 100ms"
                + " --stop-grace-period 1s --endpoint-mode dnsrr --constraint node.hostname==" + source.name() + " "
                + registry + "/lab/plain:2");
        LabTask task = stack.running(app);
        lab.docker(manager, "service", "update", "-d", "-q", "--constraint-rm", "node.hostname==" + source.name(), app);
        JsonNode before = stack.spec(app);
        OrcastraHome home = stack.home();
        try (OrcastraProcess daemon = home.run()) {
            daemon.awaitLog(MOVE, "cannot be had on " + target.name(), "Maybe the registry wants credentials");
            daemon.awaitTrue(MOVE, "lesson in the ledger", () -> LedgerView.entries(lab.api(manager)).stream()
                    .anyMatch(entry -> entry.startsWith("refusedpull.")));
            OrcastraHome.Answer report = home.command("dry-run", "--details");
            assertThat(report.exit()).as("nothing to do: %s", report.out()).isZero();
            assertThat(report.out()).contains("ORC-GRD-331", "could not be pulled on " + target.name(), "log that node in to the registry");
            RealTime.throughout(QUIET, () -> assertThat(stack.tasks(app)).extracting(LabTask::id).containsExactly(task.id()));
            await().atMost(MOVE).untilAsserted(() -> assertThat(lab.docker(manager, "service", "ls", "--format", "{{.Name}}").lines())
                    .as("no pull job is left").allMatch(name -> name.startsWith(stack.stack())));
        }
        Specs.assertSame(before, stack.spec(app));
    }

    @Test
    @DisplayName("is not even planned to move where the engine has no jobs to pull it with, until the image runs there")
    void engineWithoutJobs() {
        String app = stack.createDisplaced("app", source, "lab/web:1");
        LabTask task = stack.running(app);
        try (SocketProxy proxy = SocketProxy.inFrontOf(manager)) {
            proxy.pretend("1.40");
            OrcastraHome home = stack.home(proxy.dockerHost());
            assertRefusedByThePlanner(home);
            try (OrcastraProcess daemon = home.run()) {
                daemon.awaitTrue(MOVE, "label", () ->
                        lab.api(manager).nodeLabel(target.id(), stack.label()).isPresent());
                RealTime.throughout(QUIET, () -> assertThat(stack.tasks(app)).extracting(LabTask::id).containsExactly(task.id()));
                assertThat(proxy.writes()).noneMatch(request -> request.path().startsWith("/services"));
                assertRefusedByThePlanner(home);

                new LabServices(lab).createNamed(stack.stack() + "_twin", Deployment.on(target, "lab/web:1"));
                daemon.awaitTrue(MOVE, "move of " + app, () -> stack.nodeOf(app).equals(target)
                        && Specs.pins(stack.spec(app)).isEmpty() && LedgerView.intents(lab.api(manager)).isEmpty());
            }
        }
        assertThat(stack.tasks(app)).as("one restart").hasSize(2);
    }

    private void assertRefusedByThePlanner(OrcastraHome home) {
        assertThat(home.command("dry-run", "--details").out()).contains("ORC-PLN-013", "has no jobs to pull it with");
    }
}
