package io.orcastra.rules.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.facts.condition.AnchorPlacement;
import io.orcastra.facts.condition.Home;
import io.orcastra.facts.condition.Managed;
import io.orcastra.facts.condition.TaskRunning;
import io.orcastra.facts.control.Paused;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A verifier that overlooks something would let every rule pass. */
class RuleVerifierTest {
    private static final Cluster DB = new Cluster().node("n1").service("db").anchor("db", "db").running("db", "n1");
    private static final TaskRunning RUNNING = new TaskRunning("db.1", Cluster.id("db"), 1, Cluster.id("n1"), Cluster.EPOCH);

    @Test
    void oneRuleAloneNeedsItsConditionsGiven() {
        RuleVerifier rule = RuleVerifier.ofRule("ORC-ANC-102");

        rule.given(DB).concludesNo(Home.class);
        rule.given(DB, RUNNING).concludes(new Home(Cluster.id("db"), Cluster.id("n1"))).concludesNo(AnchorPlacement.class);
    }

    @Test
    void onePolicyAloneKnowsNothingOfTheOthers() {
        assertThat(RuleVerifier.ofPack().given(DB).of(Managed.class)).hasSize(1);
        RuleVerifier.ofPolicy("anchors").given(DB).concludes(RUNNING).concludesNo(Managed.class);
    }

    @Test
    void whatIsNotSoFails() {
        Firing firing = RuleVerifier.ofPack().given(DB);
        var label = new SetNodeLabel(Cluster.id("n1"), "db", "true");
        firing.proposes(label).approves(label).doesNotConclude(label);

        assertThatThrownBy(firing::proposes).isInstanceOf(AssertionError.class);
        assertThatThrownBy(firing::approves).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> firing.concludes(label)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> firing.doesNotConclude(RUNNING)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> firing.concludesNo(TaskRunning.class)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> firing.vetoes("ORC-GRD-301", "")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> firing.finds("ORC-ANC-401", "")).isInstanceOf(AssertionError.class);
        firing.aboutServices().proposes();
    }

    @Test
    void rulesThatDoNotComeToRestAreNamed() {
        var endless = RuleBook.of(List.of(new RuleSource("own.drl", """
                package io.orcastra.rules
                import io.orcastra.facts.control.*

                rule "a pause leads to another"
                    @id( "ORC-TST-101" )
                when
                    Paused( $reason : reason )
                then
                    insertLogical( new Paused( "", $reason + "!", null ) );
                end
                """)));

        assertThatThrownBy(() -> RuleVerifier.of(endless).given(List.of(
                new Paused("", "once", null)), 1_000))
                .isInstanceOf(AssertionError.class).hasMessageContaining("ORC-TST-101");
    }
}
