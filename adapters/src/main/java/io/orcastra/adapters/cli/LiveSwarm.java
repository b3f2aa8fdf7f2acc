package io.orcastra.adapters.cli;

import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.ledger.SwarmConfigLedger;
import io.orcastra.adapters.docker.observe.DockerObserver;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.engine.ledger.CooldownPage;
import io.orcastra.engine.ledger.LedgerFacts;
import io.orcastra.engine.ledger.OrderPage;
import io.orcastra.engine.ledger.PausePage;
import io.orcastra.engine.ledger.Remembered;
import io.orcastra.engine.ledger.RequestPage;
import io.orcastra.engine.ledger.Timing;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.port.Observation;
import io.orcastra.engine.port.ObservationFailed;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The swarm and what the ledger remembers of it, as a running daemon would know them: so a dry run beside one shows
 * the same cooldowns, backoffs, actions under way and dependents given up. Memory is measured once, machines and agents are
 * asked once. Reads only.
 */
record LiveSwarm(Surroundings surroundings, Configuration configuration) {

    /**
     * What was seen.
     *
     * @param timings how long what a daemon times had lasted when it was last written down
     * @param notes   what a reader should know of it, one sentence each
     * @param failure why there is no swarm in it
     */
    record Sight(Observation observation, List<Timing> timings, List<String> notes, Optional<ObservationFailed> failure) {
    }

    Sight look() throws ObservationFailed {
        Sight swarm = swarm();
        AskedOnce.Told told = new AskedOnce(surroundings, configuration).added(swarm.observation());
        return new Sight(told.seen(), swarm.timings(), told.notes(), Optional.empty());
    }

    private Sight swarm() throws ObservationFailed {
        try (DockerApi api = new DockerApi(surroundings.engine(), ApiListener.NOOP, surroundings.clock())) {
            Observation seen = new DockerObserver(api, surroundings.clock(), service -> true).observe();
            Map<String, LedgerPage> pages = new SwarmConfigLedger(api).read();
            Set<Object> facts = new HashSet<>(new MeasuredOnce(configuration.memory(), surroundings.clock()).added(seen).facts());
            facts.addAll(LedgerFacts.of(pages));
            facts.addAll(PausePage.at(seen.at(), pages));
            facts.addAll(RequestPage.at(seen.at(), pages));
            facts.addAll(OrderPage.at(seen.at(), pages));
            CooldownPage learnt = CooldownPage.of(pages.getOrDefault(CooldownPage.NAME, LedgerPage.absent(CooldownPage.NAME)));
            learnt.remembered().stream().filter(one -> one.until().isAfter(seen.at())).map(Remembered::fact).forEach(facts::add);
            return new Sight(new Observation(DockerObserver.SOURCE, seen.at(), facts), learnt.timings(), List.of(), Optional.empty());
        } catch (LedgerUnavailable unavailable) {
            throw new ObservationFailed(unavailable.getMessage(), unavailable);
        }
    }
}
