package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.facts.condition.Movable;
import io.orcastra.facts.condition.NodeBound;
import io.orcastra.facts.condition.SingleWriter;
import io.orcastra.facts.control.RefusedPull;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.Move;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.facts.decision.UpdateService;
import io.orcastra.facts.policy.MovableService;
import java.util.Locale;
import java.util.Set;

/** No service is hurt (guards-service.drl). */
final class PlainServiceGuards extends PlainPolicy {
    private static final String EVERYWHERE = "(?s).*\\.sock|/etc/localtime|/etc/timezone|/(proc|sys)(/.*)?";
    private static final Set<String> YES = Set.of("true", "yes", "on", "1");
    private static final long TOO_SLOW = 55_000;

    PlainServiceGuards(PlainFacts facts) {
        super(facts);
    }

    @Override
    void conditions() {
        for (ServiceLabel label : facts.all(ServiceLabel.class)) {
            if (label.value().equalsIgnoreCase("true") && label.key().equals("orchestration.movable")) {
                facts.conclude("ORC-GRD-101", new Movable(label.serviceId()));
            }
            if (label.key().equals("orchestration.single.writer") && YES.contains(label.value().toLowerCase(Locale.ROOT))) {
                facts.conclude("ORC-GRD-106", new SingleWriter(label.serviceId()));
            }
        }
        facts.all(MovableService.class).forEach(movable -> named(movable.service())
                .forEach(service -> facts.conclude("ORC-GRD-102", new Movable(service.id()))));
        for (Mount mount : facts.all(Mount.class)) {
            service(mount.serviceId()).stream().filter(service -> service.mode() == ServiceMode.REPLICATED)
                    .forEach(service -> judge(mount, service));
        }
    }

    private void judge(Mount mount, Service service) {
        boolean movable = facts.holds(new Movable(service.id()));
        if (mount.type() == MountType.VOLUME && Set.of("", "local").contains(mount.driver()) && !mount.driverOptions()
                && !movable) {
            facts.conclude("ORC-GRD-103", new NodeBound(service.id()));
        }
        if (mount.type() == MountType.BIND && !mount.readOnly() && !mount.source().matches(EVERYWHERE) && !movable) {
            facts.conclude("ORC-GRD-104", new NodeBound(service.id()));
        }
        if (mount.type() != MountType.TMPFS && !mount.readOnly() && service.replicas() == 1) {
            facts.conclude("ORC-GRD-105", new SingleWriter(service.id()));
        }
    }

    @Override
    void vetoes() {
        for (Proposal proposal : proposed()) {
            for (Service service : service(proposal.subject())) {
                if (!facts.any(By.IN_FLIGHT, service.id())) {
                    leaveToOthers(service, proposal);
                }
                protect(service, proposal);
                stopInTime(service, proposal);
                runOnce(service, proposal);
            }
        }
        facts.all(RefusedPull.class).forEach(this::refused);
    }

    private void leaveToOthers(Service service, Proposal proposal) {
        Action action = proposal.action();
        UpdateState state = service.updateState();
        if (state == UpdateState.UPDATING) {
            veto("ORC-GRD-321", proposal, service.name() + " is being updated by somebody else");
        }
        if (state == UpdateState.ROLLBACK_STARTED && !(action instanceof RestorePreviousSpec)) {
            veto("ORC-GRD-332", proposal, service.name() + " is being rolled back by somebody else");
        }
        if ((state == UpdateState.PAUSED || state == UpdateState.ROLLBACK_PAUSED)
                && !(action instanceof RestorePreviousSpec) && !(action instanceof UpdateService)) {
            veto("ORC-GRD-322", proposal,
                    "an update of " + service.name() + " failed, so it is paused until its owner decides");
        }
    }

    private void protect(Service service, Proposal proposal) {
        Action action = proposal.action();
        if (service.mode() == ServiceMode.REPLICATED_JOB || service.mode() == ServiceMode.GLOBAL_JOB) {
            veto("ORC-GRD-323", proposal, service.name() + " is a job: any write would run it again");
        }
        if (service.mode() == ServiceMode.GLOBAL && action instanceof Move) {
            veto("ORC-GRD-324", proposal, service.name() + " is global: it belongs on every node");
        }
        if (!facts.holds(new NodeBound(service.id()))) {
            return;
        }
        if (action instanceof Move) {
            veto("ORC-GRD-325", proposal, service.name()
                    + " keeps data on its node; maybe its owner sets service label orchestration.movable=true");
        }
        if (action instanceof RestartService restart && restart.nodes().isEmpty()) {
            veto("ORC-GRD-326", proposal, service.name() + " keeps data on a node, but on which is not known;"
                    + " maybe its owner sets service label orchestration.movable=true");
        }
    }

    private void stopInTime(Service service, Proposal proposal) {
        if (service.stopGraceMillis() > TOO_SLOW) {
            guardTwice("ORC-GRD-327", "ORC-GRD-328", proposal,
                    "stop_grace_period of " + service.name() + " is above 55 s: two copies could run");
        }
    }

    private void runOnce(Service service, Proposal proposal) {
        if (facts.holds(new SingleWriter(service.id())) && service.updateOrder() == UpdateOrder.START_FIRST) {
            guardTwice("ORC-GRD-329", "ORC-GRD-330", proposal,
                    service.name() + " is a single writer with update order start-first: two copies would run");
        }
    }

    private void guardTwice(String moving, String restarting, Proposal proposal, String reason) {
        if (proposal.action() instanceof Move) {
            veto(moving, proposal, reason);
        } else if (proposal.action() instanceof RestartService) {
            veto(restarting, proposal, reason);
        }
    }

    private void refused(RefusedPull pull) {
        for (Node node : node(pull.nodeId())) {
            if (service(pull.serviceId()).stream().anyMatch(service -> service.image().equals(pull.image()))) {
                about(pull.serviceId(), action -> action instanceof MoveService move && move.home().contains(node.id()))
                        .forEach(proposal -> veto("ORC-GRD-331", proposal, "its image could not be pulled on "
                                + node.hostname() + ": " + pull.message()
                                + "; maybe pull it there by hand, or log that node in to the registry", pull.until()));
            }
        }
    }
}
