package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.reading.FactBase;
import io.orcastra.rules.reading.Reading;
import io.orcastra.rules.verify.RuleVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What explanations are made from says of every rule built in exactly what Drools does, in worlds of any kind. */
class ReadingAgreesTest {
    private static final int WORLDS = Integer.getInteger("orcastra.campaign", 20);

    private final Reading reading = Reading.of(RulePack.builtIn());
    private final RuleVerifier drools = RuleVerifier.ofPack();

    @Test
    void everyRuleBuiltInIsUnderstood() {
        assertThat(reading.unreadable()).isEmpty();
        assertThat(reading.rules()).hasSameSizeAs(RuleVerifier.pack().rules());
    }

    @Test
    void aRuleMatchesTheFactsForWhichDroolsFiresIt() {
        long seed = Long.getLong("orcastra.seed", new Random().nextLong());
        var world = new RandomWorld(seed);
        for (int round = 0; round < WORLDS; round++) {
            for (int change = 0; change < 10; change++) {
                world.change();
            }
            var given = world.shuffled();
            var fired = drools.given(given);
            List<Object> all = new ArrayList<>(given);
            all.addAll(fired.concluded());
            var facts = new FactBase(all);
            for (RuleDescription rule : reading.rules()) {
                assertThat(Set.copyOf(reading.matches(rule.id(), facts)))
                        .as("%s in round %d of seed %d", rule.id(), round, seed)
                        .isEqualTo(Set.copyOf(fired.matches(rule.id())));
            }
        }
    }
}
