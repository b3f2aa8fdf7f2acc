package io.orcastra.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.placement.MemoryView;
import io.orcastra.engine.placement.Placement;
import io.orcastra.engine.placement.Room;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.RestartContainer;
import io.orcastra.facts.decision.RestartEngine;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.UpdateService;
import io.orcastra.facts.decision.Veto;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every plan promises, whatever it was made from. */
public final class PlanVerifier {
    private final Situation situation;
    private final Plan plan;

    private PlanVerifier(Situation situation, Plan plan) {
        this.situation = situation;
        this.plan = plan;
    }

    public static void verify(Situation situation, Plan plan) {
        PlanVerifier verifier = new PlanVerifier(situation, plan);
        verifier.everyProposalStandsInExactlyOneList();
        verifier.oneActionPerSubject();
        verifier.whatRulesForbidIsNotDone();
        verifier.everyRefusalSaysWhy();
        verifier.budgetsAreRespected();
        verifier.movesGoHomeAndNowhereElse();
        verifier.noNodeGetsWhatItRefuses();
        verifier.relocationsServeTheirGoal();
    }

    private void everyProposalStandsInExactlyOneList() {
        List<Proposal> all = new ArrayList<>();
        plan.execute().forEach(one -> all.add(one.wish()));
        plan.deferred().forEach(one -> all.add(one.proposal()));
        plan.vetoed().forEach(one -> all.add(one.proposal()));
        assertThat(all).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(new HashSet<>(situation.proposals()));
    }

    private void oneActionPerSubject() {
        assertThat(plan.execute()).extracting(one -> one.proposal().subject()).doesNotHaveDuplicates()
                .noneMatch(situation.underWay()::contains);
    }

    private void whatRulesForbidIsNotDone() {
        List<Proposal> forbidden = situation.vetoes().stream().map(Veto::proposal).toList();
        assertThat(plan.execute()).extracting(PlannedAction::wish).noneMatch(forbidden::contains);
    }

    private void everyRefusalSaysWhy() {
        assertThat(Stream.concat(plan.deferred().stream(), plan.vetoed().stream()))
                .allSatisfy(refusal -> assertThat(refusal.vetoes()).isNotEmpty().allSatisfy(veto -> {
                    assertThat(veto.proposal()).isEqualTo(refusal.proposal());
                    assertThat(veto.reason()).isNotBlank();
                }));
    }

    private void budgetsAreRespected() {
        List<PlannedAction> disturbing = disturbing();
        long lastHour = situation.history().stream().filter(past -> !past.action().equals("RestorePreviousSpec"))
                .filter(past -> past.at().isAfter(situation.now().minus(Duration.ofHours(1)))).count();
        List<PlannedAction> ordinary = disturbing.stream().filter(one -> !isEmergency(one)).toList();
        assertThat(ordinary.size()).isLessThanOrEqualTo(situation.budgets().perCycle());
        assertThat(ordinary.isEmpty() || ordinary.size() + lastHour <= situation.budgets().perHour()).isTrue();
        assertThat(disturbing.size()).isLessThanOrEqualTo(ordinary.size() == disturbing.size()
                ? situation.budgets().perCycle() : situation.budgets().emergencyPerCycle());
        assertThat(plan.execute().stream().filter(one -> one.proposal().action() instanceof RestartEngine).count())
                .isLessThanOrEqualTo(1);
        assertThat(disturbing.size() == ordinary.size()
                || disturbing.size() + lastHour <= situation.budgets().emergencyPerHour()).isTrue();
        for (Node node : situation.cluster().nodes()) {
            long planned = disturbing.stream().filter(one -> one.targets().containsValue(node.id())).count();
            long underWay = situation.towards().stream().filter(node.id()::equals).count();
            assertThat(planned == 0 || planned + underWay <= situation.budgets().perNode()).isTrue();
        }
    }

    private void movesGoHomeAndNowhereElse() {
        for (PlannedAction action : plan.execute()) {
            if (action.proposal().action() instanceof MoveService move) {
                assertThat(move.home()).containsAll(action.targets().values());
                List<String> outside = situation.cluster().placedTasks(move.serviceId()).stream()
                        .filter(task -> !move.home().contains(task.nodeId())).map(Task::id).toList();
                assertThat(outside).containsAll(action.targets().keySet());
                assertThat(action.targets()).hasSize(move.tasks() == 0 ? outside.size() : move.tasks());
            }
        }
    }

    /** Replays the moves with a bookkeeping of its own: all of them must fit together. */
    private void noNodeGetsWhatItRefuses() {
        Room room = Room.of(situation.cluster());
        Placement placement = new Placement(situation.cluster());
        for (PlannedAction action : plan.execute()) {
            if (action.proposal().action() instanceof MoveService) {
                Service service = situation.cluster().service(action.proposal().subject());
                for (String task : inOrder(action)) {
                    Node target = situation.cluster().node(action.targets().get(task));
                    assertThat(placement.obstacles(service, target, room))
                            .as("%s on %s", service.name(), target.id()).isEmpty();
                    room.add(service, target.id());
                }
            }
        }
    }

    private static boolean isEmergency(PlannedAction action) {
        return action.wish().action() instanceof Relocate relocate && relocate.goal() == Relocate.Goal.AVERT_EXHAUSTION;
    }

    /** Memory that is not known moves nothing, and no target of such a move comes under pressure by it. */
    private void relocationsServeTheirGoal() {
        MemoryView memory = situation.weighing().memory();
        for (PlannedAction action : plan.execute()) {
            if (action.wish().action() instanceof Relocate relocate) {
                assertThat(action.targets().values()).doesNotContain(relocate.nodeId());
                assertThat(relocate.among().isEmpty() || relocate.among().containsAll(action.targets().values())).isTrue();
                assertThat(relocate.priority()).isLessThanOrEqualTo(situation.weighing().policy().priority());
                if (relocate.goal() == Relocate.Goal.RELIEVE_MEMORY || isEmergency(action)) {
                    assertThat(memory.knows(relocate.nodeId())).isTrue();
                    action.targets().forEach((task, target) -> {
                        assertThat(memory.task(task)).isPresent();
                        assertThat(memory.knows(target)).isTrue();
                        NodeMemory machine = memory.machine(target);
                        assertThat(machine.usedBytes() + memory.task(task).getAsLong()).isLessThanOrEqualTo(
                                (long) (machine.totalBytes() * situation.weighing().policy().thresholdPercent() / 100));
                    });
                }
            }
        }
    }

    private List<String> inOrder(PlannedAction action) {
        return situation.cluster().placedTasks(action.proposal().subject()).stream().map(Task::id)
                .filter(action.targets()::containsKey).collect(Collectors.toList());
    }

    private List<PlannedAction> disturbing() {
        return plan.execute().stream().filter(one -> one.proposal().action() instanceof MoveService
                || one.proposal().action() instanceof RestartService || one.proposal().action() instanceof RestartContainer
                || one.proposal().action() instanceof RestartEngine
                || one.proposal().action() instanceof UpdateService).toList();
    }
}
