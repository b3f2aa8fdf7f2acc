package io.orcastra.adapters.docker.move;

import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.adapters.docker.api.NotFound;
import io.orcastra.adapters.docker.write.SpecEdit;
import io.orcastra.adapters.docker.write.SpecWriter;
import io.orcastra.adapters.docker.write.SpoiltWrite;
import io.orcastra.adapters.docker.write.SwarmObject;
import io.orcastra.adapters.docker.write.Written;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Takes every trace off a swarm by hand: pins, pull jobs, the ledger. Meant for a swarm on which no instance runs any
 * more; one that does would begin again with an empty ledger.
 */
public final class Release {

    private final DockerApi docker;
    private final SwarmReader reader;
    private final SpecWriter writer;
    private final Ledger ledger;

    public Release(DockerApi docker, Ledger ledger, RandomGenerator random) {
        this.docker = docker;
        this.reader = new SwarmReader(docker);
        this.writer = new SpecWriter(docker, random);
        this.ledger = ledger;
    }

    /**
     * What was done, and whether anything is left.
     *
     * @param lines      one per trace, in English
     * @param isComplete false when something could not be taken off; then the ledger is kept, so it can be tried again
     */
    public record Report(List<String> lines, boolean isComplete) {
        public Report {
            lines = List.copyOf(lines);
        }
    }

    /** @throws LedgerUnavailable when the swarm did not answer at all */
    public Report run() throws LedgerUnavailable {
        List<String> lines = new ArrayList<>();
        Map<String, LedgerPage> pages = new TreeMap<>(ledger.read());
        boolean complete = true;
        for (LedgerPage page : pages.values()) {
            Optional<String> service = ServicePage.serviceOf(page.name());
            complete &= service.isEmpty() || unpin(service.get(), ServicePage.of(page), lines);
        }
        complete &= removeJobs(lines);
        if (complete) {
            for (String page : pages.keySet()) {
                ledger.remove(page);
                lines.add("removed the ledger's page " + page);
            }
        }
        return new Report(lines, complete);
    }

    private boolean unpin(String serviceId, ServicePage page, List<String> lines) {
        try {
            Written written = writer.clear(SwarmObject.service(serviceId), edit(page));
            if (written instanceof Written.Changed changed) {
                lines.add("took the pin off service " + changed.spec().path("Name").asText(serviceId));
            } else if (written instanceof Written.Refused refused) {
                lines.add("could not unpin service " + serviceId + ": " + refused.reason());
            }
            return !(written instanceof Written.Refused);
        } catch (NotFound gone) {
            return true;
        } catch (DockerFailure | SpoiltWrite failure) {
            lines.add("could not unpin service " + serviceId + ": " + failure.getMessage());
            return false;
        }
    }

    /** Outside an action a constraint is ours only where our update configuration stands beside it. */
    private static SpecEdit edit(ServicePage page) {
        Unpin unpin = new Unpin(page.pins(), page.unpinned(), page.updateConfig());
        return service -> page.unpinned().isPresent() || UpdatePolicy.isOn(service.path("Spec"))
                ? unpin.decide(service)
                : new SpecEdit.Leave("it bears no pin of ours");
    }

    private boolean removeJobs(List<String> lines) {
        try {
            for (ServiceReading job : reader.servicesLabelled(PullJob.LABEL)) {
                docker.delete("/services/" + job.id());
                lines.add("removed the pull job " + job.name());
            }
            return true;
        } catch (DockerFailure failure) {
            lines.add("could not remove pull jobs: " + failure.getMessage());
            return false;
        }
    }
}
