package io.orcastra.adapters.cli;

import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.ledger.SwarmConfigLedger;
import io.orcastra.adapters.docker.observe.DockerObserver;
import io.orcastra.adapters.prometheus.source.MemorySources;
import io.orcastra.engine.ledger.CooldownPage;
import io.orcastra.engine.ledger.LedgerFacts;
import io.orcastra.engine.ledger.Remembered;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.port.Observation;
import io.orcastra.engine.port.ObservationFailed;
import io.orcastra.engine.port.Observer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The swarm and what the ledger remembers of it, as a running daemon would know them: so a dry run beside one shows
 * the same cooldowns, backoffs and actions under way. Memory is measured once. Reads only.
 */
record LiveSwarm(Surroundings surroundings, MemorySources memory) implements Observer {

    @Override
    public String source() {
        return "docker";
    }

    @Override
    public Observation observe() throws ObservationFailed {
        try (DockerApi api = new DockerApi(surroundings.engine(), ApiListener.NOOP, surroundings.clock())) {
            Observation seen = new DockerObserver(api, surroundings.clock(), service -> true).observe();
            Map<String, LedgerPage> pages = new SwarmConfigLedger(api).read();
            Set<Object> facts = new HashSet<>(new MeasuredOnce(memory, surroundings.clock()).added(seen).facts());
            facts.addAll(LedgerFacts.of(pages));
            CooldownPage.of(pages.getOrDefault(CooldownPage.NAME, LedgerPage.absent(CooldownPage.NAME))).remembered()
                    .stream().filter(one -> one.until().isAfter(seen.at())).map(Remembered::fact).forEach(facts::add);
            return new Observation(source(), seen.at(), facts);
        } catch (LedgerUnavailable unavailable) {
            throw new ObservationFailed(unavailable.getMessage(), unavailable);
        }
    }
}
