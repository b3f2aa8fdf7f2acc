package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.FailedMod;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.WantedMod;
import io.orcastra.facts.condition.ModDue;
import io.orcastra.facts.decision.FetchMod;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which mods are fetched to the caches of nodes. */
@ExtendWith(VerifierExtension.class)
class ModRulesTest {
    private static final String FILE = "linuxserver.mods.x.tar.xz";
    private static final FetchMod FETCH = new FetchMod(id("n1"), FILE);
    private static final ModDue DUE = new ModDue(id("n1"), FILE);

    private static WantedMod mod(boolean cached, boolean old) {
        return new WantedMod(id("n1"), FILE, "linuxserver/mods:x", cached, old);
    }

    private static Cluster swarm(Object... facts) {
        return new Cluster().node("n1").with(facts);
    }

    @Test
    @Verifies(value = "ORC-MOD-101", as = POSITIVE)
    void aModThatIsNotThereIsDue(RuleVerifier rules) {
        rules.given(swarm(mod(false, false))).concludes(DUE);
    }

    @Test
    @Verifies(value = "ORC-MOD-101", as = NEGATIVE)
    void aModThatIsThereAndNewIsNotDue(RuleVerifier rules) {
        rules.given(swarm(mod(true, false))).concludesNo(ModDue.class);
    }

    @Test
    @Verifies(value = "ORC-MOD-101", as = BOUNDARY)
    void aModNobodyAsksForIsNotDue(RuleVerifier rules) {
        rules.given(swarm()).concludesNo(ModDue.class);
        rules.given(swarm(mod(false, true))).concludes(DUE);
    }

    @Test
    @Verifies(value = "ORC-MOD-102", as = POSITIVE)
    void aModThatIsOldIsDue(RuleVerifier rules) {
        rules.given(swarm(mod(true, true))).concludes(DUE);
    }

    @Test
    @Verifies(value = "ORC-MOD-102", as = NEGATIVE)
    void aModThatIsNotOldIsLeft(RuleVerifier rules) {
        rules.given(swarm(mod(true, false))).concludesNo(ModDue.class);
    }

    @Test
    @Verifies(value = "ORC-MOD-102", as = BOUNDARY)
    void onlyWhatIsThereCanBeOld(RuleVerifier rules) {
        rules.given(swarm(mod(true, true), new WantedMod(id("n1"), "b", "them/b:1", true, false)))
                .concludes(DUE).proposes(FETCH);
        rules.given(swarm(mod(false, true))).proposes(FETCH);
    }

    @Test
    @Verifies(value = "ORC-MOD-201", as = POSITIVE)
    void aModThatIsDueIsFetched(RuleVerifier rules) {
        rules.given(swarm(mod(false, false))).approves(FETCH);
        rules.given(swarm(mod(true, true))).approves(FETCH);
    }

    @Test
    @Verifies(value = "ORC-MOD-201", as = NEGATIVE)
    void whatIsNotDueIsNotFetched(RuleVerifier rules) {
        rules.given(swarm(mod(true, false))).proposes();
    }

    @Test
    @Verifies(value = "ORC-MOD-201", as = BOUNDARY)
    void onlyANodeThatIsReadyIsAsked(RuleVerifier rules) {
        rules.given(new Cluster().node("n1", NodeStatus.DOWN).with(mod(false, false))).proposes();
        rules.given(new Cluster().node("n2").with(mod(false, false))).proposes();
        rules.given(swarm(mod(false, false), new WantedMod(id("n1"), "b", "them/b:1", false, false)))
                .proposes(FETCH, new FetchMod(id("n1"), "b"));
    }

    @Test
    @Verifies(value = "ORC-MOD-401", as = POSITIVE)
    void aModThatDoesNotComeIsReported(RuleVerifier rules) {
        rules.given(swarm(new FailedMod(id("n1"), "them/b:1", "is answered with status 404")))
                .finds("ORC-MOD-401", "mod them/b:1 is answered with status 404");
    }

    @Test
    @Verifies(value = "ORC-MOD-401", as = NEGATIVE)
    void aModThatHasNotBeenTriedIsNotReported(RuleVerifier rules) {
        rules.given(swarm(mod(false, false)));
    }

    @Test
    @Verifies(value = "ORC-MOD-401", as = BOUNDARY)
    void whatDoesNotComeIsTriedAgain(RuleVerifier rules) {
        rules.given(swarm(mod(false, false), new FailedMod(id("n1"), "linuxserver/mods:x", "broke off")))
                .proposes(FETCH);
        rules.given(swarm(mod(true, false)));
    }
}
