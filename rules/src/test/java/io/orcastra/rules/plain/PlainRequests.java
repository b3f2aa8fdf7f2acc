package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.condition.MovesWanted;
import io.orcastra.facts.condition.MovesWith;
import io.orcastra.facts.condition.RequestDone;
import io.orcastra.facts.condition.Starting;
import io.orcastra.facts.condition.StaysBehind;
import io.orcastra.facts.control.EvacuationRequest;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.MoveRequest;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import java.util.Set;
import java.util.stream.Collectors;

/** What an operator asks for by a command (requests.drl); that moves are wanted is concluded before all else. */
final class PlainRequests extends PlainPolicy {
    PlainRequests(PlainFacts facts) {
        super(facts);
    }

    void wanted() {
        if (!facts.all(MoveRequest.class).isEmpty()) {
            facts.conclude("ORC-REQ-101", new MovesWanted());
        }
        if (!facts.all(EvacuationRequest.class).isEmpty()) {
            facts.conclude("ORC-REQ-102", new MovesWanted());
        }
    }

    @Override
    void conditions() {
        for (MoveRequest request : facts.all(MoveRequest.class)) {
            for (Service service : named(request.service())) {
                boolean follows = facts.where(By.MEMBERS_OF, service.id()).stream()
                        .noneMatch(one -> facts.any(By.DISPLACED, one.memberId()));
                if (places(service.id()).equals(Set.of(request.nodeId())) && follows
                        && !facts.holds(new Starting(service.id())) && !facts.any(By.IN_FLIGHT, service.id())) {
                    facts.conclude("ORC-REQ-103", new RequestDone(request.id(), request.nodeId()));
                }
            }
        }
        for (EvacuationRequest request : facts.all(EvacuationRequest.class)) {
            Set<Service> there = there(request.nodeId());
            if (there.stream().noneMatch(service -> service.mode() == ServiceMode.REPLICATED)
                    && facts.all(InFlight.class).stream().noneMatch(one -> one.action().equals("MoveService"))) {
                facts.conclude("ORC-REQ-104", new RequestDone(request.id(), request.nodeId()));
            }
            there.forEach(service -> stay(service, request.nodeId()));
            facts.where(By.RUNNING_ON, request.nodeId()).forEach(task -> facts.where(By.FOLLOWED_BY, task.serviceId())
                    .forEach(follows -> service(follows.anchorId()).forEach(anchor -> stay("ORC-REQ-107", task.serviceId(),
                            request.nodeId(), "it follows " + anchor.name() + ", so it leaves with it only"))));
        }
    }

    private Set<Service> there(String node) {
        return facts.where(By.RUNNING_ON, node).stream().flatMap(task -> service(task.serviceId()).stream())
                .collect(Collectors.toSet());
    }

    private void stay(Service service, String node) {
        if (service.mode() == ServiceMode.GLOBAL) {
            stay("ORC-REQ-105", service.id(), node, "it is global: it belongs on every node");
        } else if (service.mode() != ServiceMode.REPLICATED) {
            stay("ORC-REQ-106", service.id(), node, "it is a job: any write would run it again");
        }
    }

    private void stay(String rule, String service, String node, String reason) {
        facts.conclude(rule, new StaysBehind(service, node, reason));
    }

    @Override
    void proposals() {
        for (MoveRequest request : facts.all(MoveRequest.class)) {
            for (Node node : node(request.nodeId())) {
                named(request.service()).forEach(service -> move(request, service, node));
            }
        }
        for (EvacuationRequest request : facts.all(EvacuationRequest.class)) {
            for (Node node : node(request.nodeId())) {
                there(node.id()).stream().filter(service -> service.mode() == ServiceMode.REPLICATED)
                        .filter(service -> !facts.any(By.FOLLOWED_BY, service.id()))
                        .forEach(service -> propose("ORC-REQ-203",
                                new Relocate(service.id(), node.id(), Set.of(), 0, Relocate.Goal.EVACUATE, 1),
                                request.cause(), "an operator wants " + node.hostname() + " empty"));
            }
        }
    }

    private void move(MoveRequest request, Service service, Node node) {
        String asked = "an operator asked for " + service.name();
        move("ORC-REQ-201", request, service.id(), asked + " on " + node.hostname());
        for (MovesWith with : facts.where(By.MOVED_BY, service.id())) {
            move("ORC-REQ-202", request, with.anchorId(), asked + ", which follows it, on " + node.hostname());
        }
    }

    private void move(String rule, MoveRequest request, String service, String reason) {
        String target = request.nodeId();
        if (!facts.any(By.FOLLOWED_BY, service)) {
            places(service).stream().filter(source -> !source.equals(target)).forEach(source -> propose(rule,
                    new Relocate(service, source, Set.of(target), 0, Relocate.Goal.REQUESTED, 1), request.cause(), reason));
        }
    }

    @Override
    void vetoes() {
        for (EvacuationRequest request : facts.all(EvacuationRequest.class)) {
            String node = request.nodeId();
            for (Proposal proposal : relocations(move -> !move.nodeId().equals(node) && !move.bringsBack())) {
                vetoTarget("ORC-REQ-311", proposal, node, "an operator wants it empty");
            }
        }
    }
}
