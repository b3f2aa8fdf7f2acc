package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.lab.EngineApi;
import io.orcastra.lab.LabServices;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SeenRequest;
import io.orcastra.lab.SocketProxy;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithSwarmLab(nodes = 2, options = {"--no-mem-limit"})
@DisplayName("An idle cycle")
class IdleCostIT {

    private static final String CYCLES = "orcastra_cycle_duration_seconds_count";
    private static final String LEASE = "/configs/orcastra-ledger-lease";
    private static final int MEASURED = 10;

    private final Measurements measurements = new Measurements(getClass());
    private final SwarmLab lab;

    IdleCostIT(SwarmLab lab) {
        this.lab = lab;
    }

    @ParameterizedTest(name = "with {0} services")
    @ValueSource(ints = {5, 50, 200})
    @DisplayName("takes at most 4 API requests")
    void takesFewRequests(int count) {
        fillUp(count);
        Deployment stack = new Deployment(lab);
        stack.createAnchor(Deployment.on(lab.node(1), "lab/plain:1"));
        stack.follow("app");
        try (SocketProxy proxy = SocketProxy.inFrontOf(lab.node(1));
                OrcastraProcess daemon = stack.home(proxy.dockerHost()).write("swarm.yml", defaultLease(stack))
                        .with("RELABEL_TIME", "1").run().awaitHealthy()) {
            awaitIdle(proxy, stack);
            double first = daemon.metric(CYCLES);
            Instant from = Instant.now();
            Duration cpu = daemon.cpu();
            daemon.awaitMetric(RealTime.PATIENCE, CYCLES, first + MEASURED);
            Duration used = daemon.cpu().minus(cpu);
            Instant until = Instant.now();
            double cycles = daemon.metric(CYCLES) - first;
            List<SeenRequest> requests = proxy.requestsBetween(from, until);
            List<SeenRequest> renewals = requests.stream().filter(r -> r.path().startsWith(LEASE)).toList();
            // a cycle may be under way at either end
            assertThat(requests.size() - renewals.size()).as("in %s idle cycles: %s", cycles, requests)
                    .isLessThanOrEqualTo((int) (4 * (cycles + 1)));
            assertThat(renewals).as("a renewal of the lease every 20 s").hasSizeLessThanOrEqualTo(
                    (int) (2 * (Duration.between(from, until).toSeconds() / 20 + 1)));
            measurements.note("requests per idle cycle with " + count + " services",
                    (requests.size() - renewals.size()) / cycles, "1");
            measurements.note("CPU per idle cycle with " + count + " services", used.toMillis() / cycles, "ms");
        } finally {
            stack.remove();
        }
    }

    private static String defaultLease(Deployment stack) {
        return stack.yaml().replaceFirst("(?m)^  lease: .*\n", "");
    }

    /** Services without tasks cost the engine little and Orcastra as much as others: they are listed alike. */
    private void fillUp(int count) {
        EngineApi api = lab.api(lab.node(1));
        int there = api.get("/services").size();
        String first = new LabServices(lab).create("idle", "lab/plain:1");
        ObjectNode spec = (ObjectNode) api.service(first).path("Spec");
        for (int i = there + 1; i < count - 1; i++) {
            spec.put("Name", lab.fresh("idle"));
            spec.withObject("/Mode/Replicated").put("Replicas", i < 20 ? 1 : 0);
            api.post("/services/create", spec);
        }
    }

    private void awaitIdle(SocketProxy proxy, Deployment stack) {
        await().atMost(RealTime.PATIENCE).until(() ->
                lab.api(lab.node(1)).nodeLabels(lab.node(1).id()).contains(stack.label())
                        && proxy.writes().stream().noneMatch(r -> !r.path().startsWith(LEASE)
                        && r.at().isAfter(Instant.now().minusSeconds(5))));
    }
}
