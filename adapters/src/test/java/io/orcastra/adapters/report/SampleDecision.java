package io.orcastra.adapters.report;

import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.record.Evidence;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.RestartCondition;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.facts.condition.Condition;
import io.orcastra.facts.control.Cooldown;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.decision.Veto;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small decision with one of everything a report can show. */
public final class SampleDecision {

    public static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

    static final String MANAGER = "m1aaaaaaaaaaaaaaaaaaaaaaa";
    static final String WORKER = "w1bbbbbbbbbbbbbbbbbbbbbbb";
    static final String DEAD = "w2ccccccccccccccccccccccc";
    static final String DB = "db1ddddddddddddddddddddd1";
    static final String WEB = "web1eeeeeeeeeeeeeeeeeeee1";
    static final String CACHE = "cache1fffffffffffffffffff";

    private SampleDecision() {
    }

    public record Elsewhere(String subject, String anchor) implements Condition {
    }

    public static DecisionRecord record() {
        Task web = task("t2", WEB, WORKER, TaskState.RUNNING);
        Proposal label = new Proposal("ORC-ANC-010", new SetNodeLabel(MANAGER, "db", "true"), "db",
                "anchor shop_db runs on manager-1");
        Proposal move = new Proposal("ORC-COL-010", new MoveService(WEB, Set.of(MANAGER)), "elsewhere",
                "its anchor " + DB + " runs on " + MANAGER);
        Proposal drop = new Proposal("ORC-ANC-020", new RemoveNodeLabel(WORKER, "db"), "db",
                "anchor shop_db has left worker-1");
        Proposal restart = new Proposal("ORC-RST-010", new RestartService(CACHE, Set.of(WORKER)), "failed",
                "Swarm has stopped trying");
        Proposal later = new Proposal("ORC-RST-010", new RestartService(DB, Set.of()), "failed", "it has no running task");
        Condition elsewhere = new Elsewhere(WEB, DB);
        Finding missing = new Finding("ORC-ANC-090", "shop_mail", "no service has this name, yet the configuration makes it follow " + DB,
                "Maybe the stack is not deployed yet, or 'services' under 'db' names it wrongly.");
        Veto cooling = new Veto("ORC-GRD-010", restart, "restarted a short while ago", AT.plusSeconds(250));
        Veto held = new Veto("ORC-ANC-030", drop, "task t2 still needs the label");
        Veto budget = new Veto("ORC-PLN-004", later, "5 of 5 actions of this cycle are taken");
        return new DecisionRecord(1, "request", AT, Duration.ofMillis(42),
                Set.of(node(MANAGER, "manager-1", NodeStatus.READY), node(WORKER, "worker-1", NodeStatus.READY),
                        node(DEAD, "worker-2", NodeStatus.DOWN), service(DB, "shop_db"), service(WEB, "shop_web"),
                        service(CACHE, "shop_cache"), task("t1", DB, MANAGER, TaskState.RUNNING), web,
                        task("t3", CACHE, DEAD, TaskState.RUNNING), new NodeLabel(WORKER, "db", "true")),
                List.of(elsewhere),
                List.of(missing),
                new Plan(List.of(new PlannedAction(label, Map.of(), 0), new PlannedAction(move, Map.of("t2", MANAGER), 1)),
                        List.of(new Refusal(later, List.of(budget))),
                        List.of(new Refusal(drop, List.of(held)), new Refusal(restart, List.of(cooling)))),
                Map.of(elsewhere, new Evidence("ORC-COL-001", "A dependent runs away from its anchor", "co-location.drl", 31, List.of(web)),
                        move, new Evidence("ORC-COL-010", "A displaced dependent moves home", "co-location.drl", 58, List.of(elsewhere)),
                        cooling, new Evidence("ORC-GRD-010", "A wish rests while it cools down", "guards.drl", 20,
                                List.of(restart, new Cooldown(CACHE, "failed", AT.plusSeconds(250))))));
    }

    private static Node node(String id, String hostname, NodeStatus status) {
        return new Node(id, hostname, NodeRole.WORKER, Availability.ACTIVE, status, "", "", Leadership.NONE,
                new Platform("linux", "x86_64"), Resources.NONE, "28.5.2", Map.of(), Set.of());
    }

    private static Service service(String id, String name) {
        return new Service(id, name, "shop", ServiceMode.REPLICATED, 1, 0, "image:1", UpdateState.NONE,
                UpdateOrder.STOP_FIRST, Duration.ofSeconds(10), RestartCondition.ANY, Duration.ofSeconds(5), 0,
                Resources.NONE, Set.of(), List.of(), Set.of(), "f");
    }

    private static Task task(String id, String serviceId, String nodeId, TaskState state) {
        return new Task(id, serviceId, 1, nodeId, TaskState.RUNNING, state, AT, AT, "");
    }
}
