package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.facts.control.Timer;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectDeletedEvent;

/** What is concluded depends on the facts alone: not on their order, the order of rules, or what was there before. */
class DifferentialTest {
    private static final int CYCLES = Integer.getInteger("orcastra.campaign", 300);
    private static final int CHANGES_PER_CYCLE = 4;

    /** Another campaign each day; a failure names its seed, and {@code -Dorcastra.seed} repeats it. */
    private static long seed() {
        return Long.getLong("orcastra.seed", new Random().nextLong());
    }

    @Test
    void aSessionFedDifferencesConcludesWhatAFreshOneDoes() {
        long seed = seed();
        var world = new RandomWorld(seed);
        RuleVerifier fresh = RuleVerifier.ofPack();
        try (var session = new IncrementalSession(RuleVerifier.pack().kieBase())) {
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                for (int change = 0; change < CHANGES_PER_CYCLE; change++) {
                    world.change();
                }
                session.apply(world.facts());
                assertThat(session.concluded()).as("cycle %d of seed %d", cycle, seed)
                        .isEqualTo(fresh.given(world.shuffled()).concluded());
            }
        }
    }

    @Test
    void theRandomWorldReachesMostRules() {
        var fired = new HashSet<String>();
        var world = new RandomWorld(7);
        RuleVerifier rules = RuleVerifier.ofPack();
        for (int change = 0; change < 1_600; change++) {
            world.change();
            if (change % CHANGES_PER_CYCLE != 0) {
                continue;
            }
            var firing = rules.given(world.shuffled());
            rules(firing::fired).forEach(fired::add);
        }
        assertThat(fired).as("rules the differential test is about").hasSizeGreaterThan(85);
    }

    private static List<String> rules(Predicate<String> fired) {
        return RuleVerifier.pack().rules().stream().map(RuleDescription::id).filter(fired).toList();
    }

    @Test
    void theOrderOfFilesChangesNothing() {
        List<RuleSource> sources = new ArrayList<>(RulePack.builtIn());
        Collections.reverse(sources);
        RuleVerifier reversed = RuleVerifier.of(RuleBook.of(sources));
        RuleVerifier pack = RuleVerifier.ofPack();
        long seed = seed();
        var world = new RandomWorld(seed);
        for (int cycle = 0; cycle < 50; cycle++) {
            world.change();
            assertThat(reversed.given(world.shuffled()).concluded()).as("cycle %d of seed %d", cycle, seed)
                    .isEqualTo(pack.given(world.shuffled()).concluded());
        }
    }

    @Test
    void anUnchangedWorldFiresNothing() {
        try (var session = new IncrementalSession(RuleVerifier.pack().kieBase())) {
            var world = new RandomWorld(11);
            assertThat(session.apply(world.facts())).isPositive();
            var concluded = session.concluded();

            assertThat(session.apply(world.facts())).isZero();
            assertThat(session.concluded()).isEqualTo(concluded);
        }
    }

    @Test
    void aTimerIsNotInterruptedByWhatItDoesNotDependOn() {
        Cluster cluster = new Cluster().node("n1").node("n2").service("db").service("web").anchor("db", "db")
                .dependency("db", "web").running("db", "n1").running("web", "n2");
        Map<String, Object> facts = new HashMap<>();
        cluster.facts().forEach(fact -> facts.put("fact " + facts.size(), fact));
        var interrupted = new ArrayList<Object>();
        try (var session = new IncrementalSession(RuleVerifier.pack().kieBase())) {
            session.apply(facts);
            assertThat(session.concluded()).anyMatch(Timer.class::isInstance);
            session.session().addEventListener(new DefaultRuleRuntimeEventListener() {
                @Override
                public void objectDeleted(ObjectDeletedEvent event) {
                    if (event.getOldObject() instanceof Timer) {
                        interrupted.add(event.getOldObject());
                    }
                }
            });
            facts.replaceAll((key, fact) -> fact instanceof Service service ? completed(service) : fact);

            assertThat(session.apply(facts)).isPositive();
        }
        assertThat(interrupted).isEmpty();
    }

    private static Service completed(Service one) {
        return new Service(one.id(), one.name(), one.stack(), one.mode(), one.replicas(), one.maxReplicasPerNode(), one.image(),
                UpdateState.COMPLETED, one.updateOrder(), one.stopGracePeriod(), one.restartCondition(), one.restartDelay(),
                one.maxAttempts(), one.reservations(), one.hostPorts(), one.platforms(), one.plugins(), one.fingerprint());
    }
}
