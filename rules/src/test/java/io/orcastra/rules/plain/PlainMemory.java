package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.condition.Burden;
import io.orcastra.facts.condition.NodeRunningOutOfMemory;
import io.orcastra.facts.condition.NodeUnderMemoryPressure;
import io.orcastra.facts.condition.TaskRunning;
import io.orcastra.facts.control.MoveFailures;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.ServiceRebalancing;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Nodes keep memory free (memory.drl, but for findings). */
final class PlainMemory extends PlainPolicy {
    private static final String PRESSURE = "memory pressure";
    private static final String SHORT = "memory runs out";

    PlainMemory(PlainFacts facts) {
        super(facts);
    }

    @Override
    void conditions() {
        for (Node node : facts.all(Node.class)) {
            if (elapsed(PRESSURE, node.id())) {
                facts.conclude("ORC-MEM-101", new NodeUnderMemoryPressure(node.id()));
            }
            if (elapsed(SHORT, node.id())) {
                facts.conclude("ORC-MEM-102", new NodeRunningOutOfMemory(node.id()));
            }
        }
        for (NodeUnderMemoryPressure pressure : facts.all(NodeUnderMemoryPressure.class)) {
            for (TaskRunning task : facts.where(By.RUNNING_ON, pressure.nodeId())) {
                service(task.serviceId()).stream().filter(service -> service.mode() == ServiceMode.REPLICATED)
                        .forEach(service -> burden(service, pressure.nodeId()));
            }
        }
    }

    private void burden(Service service, String node) {
        List<ServiceRebalancing> own = settings(service.name());
        List<ServiceRebalancing> ofShortName = settings(service.shortName());
        own.forEach(one -> facts.conclude("ORC-MEM-104", new Burden(service.id(), node, one.sustained())));
        if (own.isEmpty()) {
            ofShortName.forEach(one -> facts.conclude("ORC-MEM-105", new Burden(service.id(), node, one.sustained())));
        }
        if (own.isEmpty() && ofShortName.isEmpty()) {
            facts.all(MemoryPolicy.class).forEach(
                    policy -> facts.conclude("ORC-MEM-103", new Burden(service.id(), node, policy.sustained())));
        }
    }

    private List<ServiceRebalancing> settings(String name) {
        return facts.all(ServiceRebalancing.class).stream().filter(one -> one.service().equals(name)).toList();
    }

    @Override
    void proposals() {
        for (Burden burden : facts.all(Burden.class)) {
            if (!facts.holds(new NodeRunningOutOfMemory(burden.nodeId()))) {
                service(burden.serviceId()).forEach(service -> relieve("ORC-MEM-201", service, burden.nodeId(),
                        Relocate.Goal.RELIEVE_MEMORY, 2, "is under memory pressure"));
            }
        }
        for (NodeRunningOutOfMemory emergency : facts.all(NodeRunningOutOfMemory.class)) {
            for (TaskRunning task : facts.where(By.RUNNING_ON, emergency.nodeId())) {
                service(task.serviceId()).stream().filter(service -> service.mode() == ServiceMode.REPLICATED)
                        .forEach(service -> relieve("ORC-MEM-202", service, emergency.nodeId(),
                                Relocate.Goal.AVERT_EXHAUSTION, 1, "is about to run out of memory"));
            }
        }
    }

    private void relieve(String rule, Service service, String id, Relocate.Goal goal, int priority, String what) {
        for (Node node : node(id)) {
            propose(rule, new Relocate(service.id(), id, Set.of(), 1, goal, priority), "memory " + service.fingerprint(),
                    node.hostname() + ", where " + service.name() + " runs, " + what);
        }
    }

    @Override
    void vetoes() {
        for (Burden burden : facts.all(Burden.class)) {
            if (!elapsed("burdened", burden)) {
                relocating(burden.serviceId(), move -> move.nodeId().equals(burden.nodeId())).stream()
                        .filter(one -> one.rule().equals("ORC-MEM-201")).forEach(one -> veto("ORC-MEM-301", one,
                                "the pressure has not lasted for " + burden.window().toSeconds() + " s yet"));
            }
        }
        for (MemoryPolicy policy : facts.all(MemoryPolicy.class)) {
            facts.all(NodeRunningOutOfMemory.class).stream().filter(one -> !elapsed("running out", one))
                    .forEach(emergency -> notYet(emergency, policy.emergencySustained()));
        }
        for (Proposal proposal : relocations(Relocate::averts)) {
            facts.all(MoveFailures.class).stream().filter(failures -> isGivenUp(failures, proposal))
                    .forEach(failures -> giveUp(failures, proposal));
        }
        for (Proposal proposal : relocations(move -> !move.mends())) {
            spare(proposal, (Relocate) proposal.action());
        }
    }

    private void notYet(NodeRunningOutOfMemory emergency, Duration window) {
        relocations(move -> move.nodeId().equals(emergency.nodeId())).stream()
                .filter(one -> one.rule().equals("ORC-MEM-202")).forEach(one -> veto("ORC-MEM-302", one,
                        "memory has not been that short for " + window.toSeconds() + " s yet"));
    }

    private static boolean isGivenUp(MoveFailures failures, Proposal proposal) {
        return failures.count() > 5 && failures.serviceId().equals(proposal.subject()) && failures.cause().equals(proposal.cause());
    }

    private void giveUp(MoveFailures failures, Proposal proposal) {
        veto("ORC-MEM-303", proposal, "given up: " + failures.count() + " moves of it have failed for the same cause");
        for (Service service : service(failures.serviceId())) {
            node(((Relocate) proposal.action()).nodeId()).forEach(node -> find("ORC-MEM-406", service.id(), "memory of "
                            + node.hostname() + " is about to run out, and moves did not help: " + failures.count() + " moves of "
                            + service.name() + " have failed, the last one: " + failures.error(),
                    "Maybe stop something there by hand; it is tried again when the service, a node or the configuration changes"));
        }
    }

    private void spare(Proposal proposal, Relocate move) {
        for (NodeUnderMemoryPressure pressure : facts.all(NodeUnderMemoryPressure.class)) {
            if (!pressure.nodeId().equals(move.nodeId())) {
                vetoTarget("ORC-MEM-311", proposal, pressure.nodeId(), "it is under memory pressure itself");
            }
        }
        if (!facts.all(MemoryPolicy.class).isEmpty()) {
            facts.all(MemoryUnknown.class).stream().filter(one -> !one.nodeId().equals(move.nodeId())).forEach(
                    one -> vetoTarget("ORC-MEM-312", proposal, one.nodeId(), "its memory is not known: " + one.reason()));
        }
    }

    @Override
    void timers() {
        for (MemoryPolicy policy : facts.all(MemoryPolicy.class)) {
            for (NodeMemory memory : facts.all(NodeMemory.class)) {
                time("ORC-MEM-501", PRESSURE, memory, policy.thresholdPercent());
                time("ORC-MEM-503", SHORT, memory, policy.emergencyPercent());
                if (elapsed(PRESSURE, memory.nodeId())) {
                    time("ORC-MEM-502", PRESSURE, memory, policy.endsPercent());
                }
                if (elapsed(SHORT, memory.nodeId())) {
                    time("ORC-MEM-504", SHORT, memory, policy.emergencyEndsPercent());
                }
            }
            facts.all(NodeRunningOutOfMemory.class).forEach(one -> facts.conclude(
                    "ORC-MEM-506", new Timer("running out", one, policy.emergencySustained(), true)));
        }
        facts.all(Burden.class).forEach(
                one -> facts.conclude("ORC-MEM-505", new Timer("burdened", one, one.window(), true)));
    }

    private void time(String rule, String name, NodeMemory memory, double percent) {
        if (memory.usedPercent() >= percent) {
            facts.conclude(rule, new Timer(name, memory.nodeId(), Duration.ZERO));
        }
    }
}
