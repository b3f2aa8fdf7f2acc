package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.condition.PreferredNode;
import io.orcastra.facts.condition.StableNode;
import io.orcastra.facts.condition.TaskRunning;
import io.orcastra.facts.condition.Together;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.facts.policy.SpreadRepair;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Replicas that sit together are spread again (spread.drl). */
final class PlainSpread extends PlainPolicy {
    private static final Set<String> YES = Set.of("true", "yes", "on", "1");
    private static final Set<String> NO = Set.of("false", "no", "off", "0");

    PlainSpread(PlainFacts facts) {
        super(facts);
    }

    @Override
    void conditions() {
        Set<String> wanted = labelled(YES);
        Set<String> unwanted = labelled(NO);
        boolean repair = !facts.all(SpreadRepair.class).isEmpty();
        boolean rebalanced = !facts.all(Rebalancing.class).isEmpty();
        for (Service service : facts.all(Service.class)) {
            if (service.mode() == ServiceMode.REPLICATED && service.replicas() > 1) {
                if (repair && !unwanted.contains(service.id())) {
                    together("ORC-SPR-101", service);
                }
                if (rebalanced && wanted.contains(service.id())) {
                    together("ORC-SPR-102", service);
                }
            }
        }
    }

    private Set<String> labelled(Set<String> values) {
        return facts.where(By.SERVICE_LABEL_KEY, "orchestration.spread").stream()
                .filter(label -> values.contains(label.value())).map(ServiceLabel::serviceId).collect(Collectors.toSet());
    }

    private void together(String rule, Service service) {
        Map<String, Long> counts = facts.where(By.RUNNING_OF, service.id()).stream()
                .collect(Collectors.groupingBy(TaskRunning::nodeId, Collectors.counting()));
        counts.forEach((node, count) -> {
            if (count > 1) {
                facts.conclude(rule, new Together(service.id(), node, count));
            }
        });
    }

    @Override
    void proposals() {
        Set<String> preferring = facts.all(PreferredNode.class).stream().map(PreferredNode::serviceId)
                .collect(Collectors.toSet());
        for (Together together : facts.all(Together.class)) {
            if (!preferring.contains(together.serviceId())) {
                service(together.serviceId()).forEach(
                        service -> node(together.nodeId()).forEach(node -> spread(together, service, node)));
            }
        }
    }

    private void spread(Together together, Service service, Node node) {
        long count = together.count();
        String sit = count + " replicas of " + service.name() + " sit together on " + node.hostname();
        if (count == 2) {
            Set<String> free = stable(other -> !runsOn(service.id(), other));
            propose("ORC-SPR-201", together, free, service, sit + ", a stable node has none");
        } else {
            Set<String> full = new HashSet<>();
            facts.where(By.TOGETHER, service.id()).stream().filter(one -> one.count() >= count - 1)
                    .forEach(one -> full.add(one.nodeId()));
            propose("ORC-SPR-202", together, stable(other -> !full.contains(other)), service,
                    sit + ", a stable node has at least two fewer");
        }
    }

    private Set<String> stable(Predicate<String> which) {
        return facts.all(StableNode.class).stream().map(StableNode::nodeId).filter(which).collect(Collectors.toSet());
    }

    private void propose(String rule, Together together, Set<String> among, Service service, String reason) {
        if (!among.isEmpty()) {
            propose(rule, new Relocate(service.id(), together.nodeId(), among, 1, Relocate.Goal.SPREAD, 3), "spread "
                    + together.count() + " on " + together.nodeId() + " " + service.fingerprint(), reason);
        }
    }
}
