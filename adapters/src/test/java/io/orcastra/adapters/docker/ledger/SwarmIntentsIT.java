package io.orcastra.adapters.docker.ledger;

import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerEndpoint;
import io.orcastra.engine.ledger.Lease;
import io.orcastra.engine.ledger.LedgerFacts;
import io.orcastra.engine.ledger.LedgerIntents;
import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.IntentLog;
import io.orcastra.engine.port.IntentLogContract;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

@WithSwarmLab(nodes = 1)
@DisplayName("Intents in the swarm's ledger")
class SwarmIntentsIT extends IntentLogContract {

    private static final Duration RENEW = Duration.ofSeconds(20);
    private static final Duration FREE = Duration.ofSeconds(30);

    private final VirtualClock clock = new VirtualClock();
    private LabNode manager;
    private DockerApi api;
    private DockerApi anothers;
    private LedgerIntents intents;

    @BeforeEach
    void takeTheLease(SwarmLab lab) throws Exception {
        manager = lab.node(1);
        api = connect();
        anothers = connect();
        SwarmConfigLedger ledger = new SwarmConfigLedger(api);
        for (String page : ledger.read().keySet()) {
            ledger.remove(page);
        }
        Lease lease = new Lease(ledger, clock, "one", RENEW, FREE);
        lease.tend(ledger.read(), manager.id(), true);
        intents = new LedgerIntents(ledger, lease);
    }

    @AfterEach
    void close() {
        api.close();
        anothers.close();
    }

    @Override
    protected IntentLog log() {
        return intents;
    }

    @Override
    protected List<Intent> open() throws Exception {
        return LedgerFacts.intents(new SwarmConfigLedger(anothers).read());
    }

    @Override
    protected void loseTheLease() throws Exception {
        SwarmConfigLedger ledger = new SwarmConfigLedger(anothers);
        new Lease(ledger, clock, "two", RENEW, FREE).tend(ledger.read(), manager.id(), true);
    }

    @Override
    protected void stopAnswering() {
        api.close();
    }

    private DockerApi connect() {
        return new DockerApi(DockerEndpoint.ofSocket(manager.socket()), ApiListener.NOOP, RealTime.CLOCK);
    }
}
