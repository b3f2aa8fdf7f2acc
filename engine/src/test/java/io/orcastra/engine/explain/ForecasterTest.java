package io.orcastra.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.orcastra.engine.cycle.Evaluation;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.explain.Forecast.MemoryForecast;
import io.orcastra.engine.explain.Forecast.NodeForecast;
import io.orcastra.engine.explain.Forecast.ServiceForecast;
import io.orcastra.engine.explain.Forecast.TaskForecast;
import io.orcastra.engine.explain.Forecast.Violation;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.Move;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.policy.AutomationLevel;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.facts.policy.RuleAutomation;
import io.orcastra.facts.policy.SpreadRepair;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForecasterTest {
    private static final long GIB = 1L << 30;

    private final Evaluation evaluation = new Evaluation(RuleVerifier.pack(), Budgets.DEFAULT, EngineListener.NOOP);

    private static Cluster shop() {
        return new Cluster().node("n1").node("n2").node("n3")
                .service("shop_db").running("shop_db", "n1").label("n1", "db", "true")
                .service("shop_api").running("shop_api", "n2")
                .service("shop_log").running("shop_log", "n2")
                .anchor("db", "shop_db").dependency("shop_db", "shop_api");
    }

    private static Set<Object> facts(Cluster cluster, Object... more) {
        Set<Object> facts = new HashSet<>(cluster.facts());
        facts.addAll(Set.of(more));
        return facts;
    }

    private static NodeMemory memory(String node, String host, long used) {
        return new NodeMemory(Cluster.id(node), host, 16 * GIB, used * GIB, Cluster.EPOCH);
    }

    private static TaskMemory memory(Cluster cluster, String service, long used) {
        Task task = cluster.facts().stream().filter(Task.class::isInstance).map(Task.class::cast)
                .filter(one -> one.serviceId().equals(Cluster.id(service))).findFirst().orElseThrow();
        return new TaskMemory(task.id(), task.serviceId(), task.nodeId(), used * GIB, Cluster.EPOCH);
    }

    private Forecast forecast(Set<Object> facts) {
        return new Forecaster(evaluation).forecast(decided(facts));
    }

    private DecisionRecord decided(Set<Object> facts) {
        return evaluation.evaluate(facts, Cluster.EPOCH);
    }

    private static NodeForecast node(Forecast forecast, String name) {
        return forecast.nodes().stream().filter(node -> node.nodeId().equals(Cluster.id(name))).findFirst().orElseThrow();
    }

    @Test
    void aMovedTaskIsCountedWhereItGoes() {
        Forecast forecast = forecast(facts(shop()));

        assertThat(forecast.nodes()).extracting(NodeForecast::nodeId)
                .containsExactly(Cluster.id("n1"), Cluster.id("n2"), Cluster.id("n3"));
        assertThat(node(forecast, "n1")).isEqualTo(new NodeForecast(Cluster.id("n1"), true, 1, 2, null));
        assertThat(node(forecast, "n2")).isEqualTo(new NodeForecast(Cluster.id("n2"), true, 2, 1, null));
        assertThat(forecast.balance()).isEqualTo(new Balance(Balance.Of.TASKS, 60, 60));
    }

    @Test
    void aMoveCostsOneRestartAndAMomentWithoutATask() {
        Forecast forecast = forecast(facts(shop()));

        assertThat(forecast.services()).hasSize(1);
        ServiceForecast api = forecast.services().get(0);
        assertThat(api.serviceId()).isEqualTo(Cluster.id("shop_api"));
        assertThat(api.restarts()).isEqualTo(1);
        assertThat(api.downtime()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(10));
        assertThat(forecast.takes()).isBetween(api.downtime(), Duration.ofMinutes(1));
        assertThat(forecast.caveats()).isEmpty();
    }

    /** As the shop, but the API ran so long after its creation. */
    private static Set<Object> startingFor(Duration start) {
        Cluster shop = new Cluster().node("n1").node("n2")
                .service("shop_db").running("shop_db", "n1").label("n1", "db", "true")
                .service("shop_api")
                .with(new Task("shop_api.1", Cluster.id("shop_api"), 1, Cluster.id("n2"), TaskState.RUNNING, TaskState.RUNNING,
                        Cluster.EPOCH.minus(start), Cluster.EPOCH, ""))
                .anchor("db", "shop_db").dependency("shop_db", "shop_api");
        return facts(shop);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 25, 100, 240, 600})
    void whatStartsSlowlyIsAwayForLong(int seconds) {
        Forecast forecast = forecast(startingFor(Duration.ofSeconds(seconds)));

        assertThat(forecast.services()).singleElement().satisfies(api -> {
            assertThat(api.restarts()).isEqualTo(1);
            assertThat(api.downtime()).isBetween(Duration.ofSeconds(seconds).minusMillis(500), Duration.ofSeconds(seconds + 1));
        });
        assertThat(forecast.takes()).isBetween(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds + 20));
        assertThat(forecast.gone()).hasSize(1);
    }

    @Test
    void aMoveWaitsForAsLongAStartAsThereHasBeen() {
        assertThat(forecast(startingFor(Duration.ofSeconds(240))).caveats()).isEmpty();
    }

    @Test
    void whereNothingIsKnownTheTimesOfTheSimulationCount() {
        Forecast forecast = forecast(startingFor(Duration.ofMinutes(11)));

        assertThat(forecast.services().get(0).downtime()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
    }

    @Test
    void memoryGoesWithItsTask() {
        Cluster shop = shop();
        Forecast forecast = forecast(facts(shop, memory("n1", "h1", 4), memory("n2", "h2", 12), memory("n3", "h3", 2),
                memory(shop, "shop_api", 5), memory(shop, "shop_db", 1)));

        assertThat(node(forecast, "n1").memory()).isEqualTo(new MemoryForecast("h1", 16 * GIB, 4 * GIB, 9 * GIB));
        assertThat(node(forecast, "n2").memory()).isEqualTo(new MemoryForecast("h2", 16 * GIB, 12 * GIB, 7 * GIB));
        assertThat(node(forecast, "n3").memory()).isEqualTo(new MemoryForecast("h3", 16 * GIB, 2 * GIB, 2 * GIB));
        assertThat(forecast.balance().of()).isEqualTo(Balance.Of.MEMORY);
        assertThat(forecast.balance().after()).isGreaterThan(forecast.balance().before());
    }

    @Test
    void nodesOfOneHostShareItsMemory() {
        Cluster shop = shop();
        Forecast forecast = forecast(facts(shop, memory("n1", "rack", 12), memory("n2", "rack", 12), memory("n3", "h3", 2),
                memory(shop, "shop_api", 5)));

        assertThat(node(forecast, "n1").memory().usedAfter()).isEqualTo(12 * GIB);
        assertThat(node(forecast, "n2").memory().usedAfter()).isEqualTo(12 * GIB);
    }

    @Test
    void memoryNobodyMeasuredIsSaidToBeUnknown() {
        Forecast forecast = forecast(facts(shop(), memory("n1", "h1", 4), memory("n2", "h2", 12)));

        assertThat(forecast.balance().of()).isEqualTo(Balance.Of.TASKS);
        assertThat(node(forecast, "n2").memory().usedAfter()).isEqualTo(12 * GIB);
        assertThat(node(forecast, "n3").memory()).isNull();
        assertThat(forecast.caveats()).singleElement().asString().contains(Cluster.id("shop_api"), "memory is not known");
    }

    @Test
    void whatThePlanPutsRightIsGone() {
        assertThat(forecast(facts(shop())).gone()).extracting(Violation::rule, Violation::subject)
                .containsExactly(tuple("ORC-COL-201", Cluster.id("shop_api")));
        assertThat(forecast(facts(shop())).left()).isEmpty();
        assertThat(forecast(facts(shop())).come()).isEmpty();
    }

    @Test
    void whatIsGoneIsToldWithoutWhatWasChosenForIt() {
        Set<Object> facts = facts(new Cluster().node("n1").node("n2").service("shop_web").running("shop_web", "n1"),
                new ServiceLabel(Cluster.id("shop_web"), "orchestration.preferred.node", "n2"),
                new Rebalancing(Duration.ofMinutes(15), Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(5),
                        4, 1, false));

        assertThat(decided(facts).plan().execute()).singleElement().satisfies(
                planned -> assertThat(planned.proposal().reason()).contains("n2 can take it"));
        assertThat(forecast(facts).gone()).extracting(Violation::reason)
                .containsExactly("shop_web prefers n2, which is stable");
    }

    @Test
    void whatIsVetoedIsLeft() {
        Cluster shop = shop().service("shop_mail").running("shop_mail", "n3")
                .mount("shop_mail", MountType.VOLUME, "mails").dependency("shop_db", "shop_mail");

        Forecast forecast = forecast(facts(shop));

        assertThat(forecast.left()).extracting(Violation::subject).containsExactly(Cluster.id("shop_mail"));
        assertThat(forecast.services()).extracting(ServiceForecast::serviceId).doesNotContain(Cluster.id("shop_mail"));
    }

    /** Of 16 GiB n1 uses 14, of which the set has 2, 1 and 1: without the anchor alone it is still at 75 %. */
    private static Set<Object> pressedBySet() {
        Cluster set = new Cluster().node("n1").node("n2").node("n3")
                .service("shop_db").running("shop_db", "n1").label("n1", "db", "true")
                .service("shop_web").running("shop_web", "n1").service("shop_worker").running("shop_worker", "n1")
                .service("shop_log", log -> log.replicas(2)).running("shop_log", "n2").running("shop_log", "n2")
                .anchor("db", "shop_db").dependency("shop_db", "shop_web").dependency("shop_db", "shop_worker");
        return facts(set, memory("n1", "h1", 14), memory("n2", "h2", 6), memory("n3", "h3", 4),
                memory(set, "shop_db", 2), memory(set, "shop_web", 1), memory(set, "shop_worker", 1),
                new MemoryPolicy(85, 80, Duration.ofMinutes(10), 95, 90, Duration.ofSeconds(45), 0, 0),
                new Rebalancing(Duration.ofMinutes(15), Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(5),
                        4, 1, false));
    }

    @Test
    void whatFollowsAMovedAnchorIsForetoldWithIt() {
        assertThat(decided(pressedBySet()).plan().execute()).extracting(planned -> planned.proposal().subject())
                .containsExactly(Cluster.id("shop_db"));

        Forecast forecast = forecast(pressedBySet());

        assertThat(forecast.services()).extracting(ServiceForecast::serviceId, ServiceForecast::restarts)
                .containsExactlyInAnyOrder(tuple(Cluster.id("shop_db"), 1), tuple(Cluster.id("shop_web"), 1),
                        tuple(Cluster.id("shop_worker"), 1));
        assertThat(forecast.services()).allSatisfy(service ->
                assertThat(service.downtime()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(10)));
        assertThat(node(forecast, "n1").memory()).isEqualTo(new MemoryForecast("h1", 16 * GIB, 14 * GIB, 10 * GIB));
        assertThat(node(forecast, "n2").memory()).isEqualTo(new MemoryForecast("h2", 16 * GIB, 6 * GIB, 6 * GIB));
        assertThat(node(forecast, "n3").memory()).isEqualTo(new MemoryForecast("h3", 16 * GIB, 4 * GIB, 8 * GIB));
        assertThat(forecast.gone()).extracting(Violation::rule).containsExactly("ORC-MEM-101");
        assertThat(forecast.come()).isEmpty();
        assertThat(forecast.caveats()).isEmpty();
    }

    @Test
    void whatElseWaitsForALaterCycleIsNotForetold() {
        Set<Object> facts = pressedBySet();
        facts.add(new SpreadRepair());
        Evaluation oneByOne = new Evaluation(RuleVerifier.pack(), new Budgets(1, 1, 20), EngineListener.NOOP);

        Forecast forecast = new Forecaster(oneByOne).forecast(oneByOne.evaluate(facts, Cluster.EPOCH));

        assertThat(forecast.sequel()).extracting(planned -> planned.proposal().action())
                .contains(new SetNodeLabel(Cluster.id("n3"), "db", "true"), new RemoveNodeLabel(Cluster.id("n1"), "db"))
                .filteredOn(Move.class::isInstance).extracting(Action::subject)
                .containsExactlyInAnyOrder(Cluster.id("shop_web"), Cluster.id("shop_worker"));
        assertThat(forecast.left()).extracting(Violation::rule).containsExactly("ORC-SPR-201");
    }

    /** Rules refuse such a plan; a forecast does not rely on it. */
    @Test
    void whoMayNotFollowIsLeftBehindInTheForecastToo() {
        Set<Object> facts = pressedBySet();
        facts.add(new RuleAutomation("ORC-COL-201", AutomationLevel.ASK));
        DecisionRecord asking = decided(facts);
        DecisionRecord torn = new DecisionRecord(asking.cycle(), asking.trigger(), asking.at(), asking.took(), asking.facts(),
                asking.conditions(), asking.findings(), decided(pressedBySet()).plan(), asking.evidence());

        Forecast forecast = new Forecaster(evaluation).forecast(torn);

        assertThat(forecast.services()).extracting(ServiceForecast::serviceId).containsExactly(Cluster.id("shop_db"));
        assertThat(forecast.come()).extracting(Violation::rule, Violation::subject).containsExactlyInAnyOrder(
                tuple("ORC-COL-201", Cluster.id("shop_web")), tuple("ORC-COL-201", Cluster.id("shop_worker")));
    }

    /** Two replicas of unlike size sit together on n2; n3 has none. */
    private static Set<Object> sittingTogether(long second, long third) {
        Cluster cluster = new Cluster().node("n1").node("n2").node("n3").service("api", api -> api.replicas(3))
                .running("api", "n1").running("api", "n2").running("api", "n2");
        return facts(cluster, memory("n1", "h1", 8), memory("n2", "h2", 8), memory("n3", "h3", 8),
                new TaskMemory("api.1", Cluster.id("api"), Cluster.id("n1"), GIB, Cluster.EPOCH),
                new TaskMemory("api.2", Cluster.id("api"), Cluster.id("n2"), second * GIB, Cluster.EPOCH),
                new TaskMemory("api.3", Cluster.id("api"), Cluster.id("n2"), third * GIB, Cluster.EPOCH),
                new SpreadRepair(), new Rebalancing(Duration.ofMinutes(15), Duration.ofMinutes(5), Duration.ofMinutes(10),
                        Duration.ofMinutes(5), 4, 1, false));
    }

    /** Swarm takes either of them: whichever it takes by chance, the forecast is of the one the plan names. */
    @ParameterizedTest
    @CsvSource({"4, 1", "1, 4", "2, 3", "3, 3"})
    void ofTasksThatAreAlikeToSwarmTheOneThePlanNamesIsForetold(long second, long third) {
        Map<String, Long> gib = Map.of("api.2", second, "api.3", third);
        DecisionRecord decision = decided(sittingTogether(second, third));
        PlannedAction planned = decision.plan().execute().get(0);
        String moved = planned.targets().keySet().iterator().next();
        String stays = moved.equals("api.2") ? "api.3" : "api.2";

        Forecast forecast = new Forecaster(evaluation).forecast(decision);

        assertThat(planned.targets()).isEqualTo(Map.of(moved, Cluster.id("n3")));
        assertThat(forecast.moves()).containsExactly(new TaskForecast(moved, Cluster.id("n2"), Cluster.id("n3")));
        assertThat(node(forecast, "n2").memory().usedAfter()).isEqualTo((8 - gib.get(moved)) * GIB);
        assertThat(node(forecast, "n3").memory().usedAfter()).isEqualTo((8 + gib.get(moved)) * GIB);
        assertThat(planned.proposal().reason())
                .endsWith("at " + (second == third ? "" : "up to ") + Math.round((8 + Math.max(second, third)) * 100 / 16.0)
                        + " % of its memory");
        assertThat(forecast.caveats()).containsExactly(
                "Swarm may replace " + stays + " instead: which of the tasks goes is its choice.");
    }

    /** What a plan expects of two nodes is right for one of them. */
    @Test
    void whereSeveralNodesSuitAlikeTheOtherIsMentioned() {
        DecisionRecord decision = decided(facts(shop()));
        String log = Cluster.id("shop_log");
        Map<String, List<String>> caveats = new TreeMap<>();
        for (String target : List.of("n1", "n3")) {
            Proposal move = new Proposal("ORC-X-201", new MoveService(log, Set.of(Cluster.id("n1"), Cluster.id("n3"))), "x", "x");
            DecisionRecord moving = new DecisionRecord(decision.cycle(), decision.trigger(), decision.at(), decision.took(),
                    decision.facts(), decision.conditions(), decision.findings(),
                    new Plan(List.of(new PlannedAction(move, Map.of("shop_log.3", Cluster.id(target)), 1)), List.of(), List.of()),
                    decision.evidence());
            Forecast forecast = new Forecaster(evaluation).forecast(moving);
            caveats.put(forecast.moves().get(0).to().equals(Cluster.id(target)) ? "reached" : "missed", forecast.caveats());
        }

        assertThat(caveats.get("reached")).isEmpty();
        assertThat(caveats.get("missed")).singleElement().asString()
                .matches("Swarm may send shop_log-id to n[13]-id instead: several nodes suit it alike\\.");
    }

    @Test
    void theSameDecisionGivesTheSameForecastAndStaysWhatItWas() {
        DecisionRecord decision = decided(facts(shop()));
        String before = decision.toString();

        assertThat(new Forecaster(evaluation).forecast(decision)).isEqualTo(new Forecaster(evaluation).forecast(decision));
        assertThat(decision.toString()).isEqualTo(before);
    }
}
