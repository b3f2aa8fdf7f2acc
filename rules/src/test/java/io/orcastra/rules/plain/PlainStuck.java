package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.condition.Stuck;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.policy.StartLimit;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** No task waits for ever (stuck.drl). */
final class PlainStuck extends PlainPolicy {
    PlainStuck(PlainFacts facts) {
        super(facts);
    }

    @Override
    void conditions() {
        for (Task task : facts.all(Task.class)) {
            if (waits(task) && elapsed(timer(task), task.id())) {
                facts.conclude(task.nodeId().isEmpty() ? "ORC-STK-102" : "ORC-STK-101",
                        new Stuck(task.id(), task.serviceId(), task.nodeId()));
            }
        }
    }

    private static String timer(Task task) {
        return task.nodeId().isEmpty() ? "without node" : "starting";
    }

    private static boolean waits(Task task) {
        return task.desired() == TaskState.RUNNING && task.state().compareTo(TaskState.RUNNING) < 0;
    }

    @Override
    void proposals() {
        for (Stuck stuck : facts.all(Stuck.class)) {
            for (Task task : facts.where(By.TASK_ID, stuck.taskId())) {
                service(stuck.serviceId()).forEach(service -> mend(stuck, task, service));
            }
        }
    }

    private void mend(Stuck stuck, Task task, Service service) {
        if (task.state() != TaskState.PREPARING && service.mode() == ServiceMode.REPLICATED) {
            propose("ORC-STK-201", new Relocate(service.id(), stuck.nodeId(), Set.of(), 1, Relocate.Goal.UNSTICK, 1),
                    "stuck " + service.fingerprint(), "a task of " + service.name() + " does not get to run");
        }
        if (stuck.nodeId().isEmpty()) {
            find("ORC-STK-401", service.id(), "a task of " + service.name() + " has no node: " + task.error(),
                    "Maybe its constraints or reservations are too narrow; the vetoes say why each node is none");
        }
        node(stuck.nodeId()).forEach(node -> find("ORC-STK-402", service.id(), "a task of " + service.name() + " on "
                + node.hostname() + " does not get to run, it is " + task.state(),
                "Maybe its image is large, its volume is not there, or its health check never succeeds"));
    }

    @Override
    void timers() {
        for (StartLimit limit : facts.all(StartLimit.class)) {
            facts.all(Task.class).stream().filter(PlainStuck::waits).forEach(task -> time(task, limit));
        }
    }

    private void time(Task task, StartLimit limit) {
        List<StartPatience> known = facts.all(StartPatience.class).stream()
                .filter(one -> one.serviceId().equals(task.serviceId())).toList();
        if (task.nodeId().isEmpty()) {
            time("ORC-STK-504", task, limit.limit());
            return;
        }
        known.stream().filter(StartPatience::fixed).forEach(own -> time("ORC-STK-503", task, own.lasting()));
        known.stream().filter(one -> !one.fixed() && one.lasting().compareTo(limit.limit()) > 0)
                .forEach(slow -> time("ORC-STK-502", task, slow.lasting()));
        if (known.stream().noneMatch(one -> one.fixed() || one.lasting().compareTo(limit.limit()) > 0)) {
            time("ORC-STK-501", task, limit.limit());
        }
    }

    private void time(String rule, Task task, Duration lasting) {
        facts.conclude(rule, new Timer(timer(task), task.id(), lasting));
    }
}
