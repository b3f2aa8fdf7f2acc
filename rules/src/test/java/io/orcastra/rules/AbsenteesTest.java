package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.rules.reading.Absentees;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is held while a rule is missing: enough, and not more than can be told from its text. */
class AbsenteesTest {
    private static final String[] ALL = {"ChangeRole", "CollectGarbage", "CreateService", "CutOff", "FetchMod",
            "InitialiseSwarm", "JoinSwarm", "MoveService", "Relocate", "RemoveNode", "RemoveNodeLabel",
            "RestartContainer", "RestartEngine", "RestartService",
            "RestorePreviousSpec", "SetNodeLabel", "UpdateService"};

    private static LeftOutRule leftOut(String rule, String... more) {
        List<RuleSource> sources = new ArrayList<>(RulePack.builtIn());
        for (String one : more) {
            sources.add(new RuleSource("own.drl", "package io.orcastra.rules\n" + one));
        }
        RuleDescription description = sources.stream().flatMap(source -> ParsedRules.of(source).descriptions().stream())
                .filter(one -> one.id().equals(rule)).findFirst().orElseThrow();
        return new Absentees(sources).leftOut(description, "its condition threw");
    }

    private static String rule(String id, String condition, String conclusion) {
        return "rule \"" + id + "\" @id( \"" + id + "\" ) when " + condition + " then insertLogical( new " + conclusion
                + " ); end\n";
    }

    private static String veto(String proposal) {
        return rule("ORC-OWN-301", "$proposal : Proposal( " + proposal + " )", "Veto( \"ORC-OWN-301\", $proposal, \"no\" )");
    }

    @Test
    void theFactNamesTheRuleItsPlaceAndWhatHappened() {
        LeftOutRule out = leftOut("ORC-OWN-301", veto(""));

        assertThat(out.rule() + " " + out.file() + ":" + out.line() + " " + out.reason())
                .isEqualTo("ORC-OWN-301 own.drl:2 its condition threw");
    }

    @Test
    void aVetoOfWhateverProposalMightHaveForbiddenEverything() {
        assertThat(leftOut("ORC-GRD-321").actions()).containsExactly(ALL);
    }

    @Test
    void aVetoOfSomeActionsMightHaveForbiddenThese() {
        assertThat(leftOut("ORC-GRD-325").actions()).containsExactly("MoveService", "Relocate");
        assertThat(leftOut("ORC-COL-306").actions()).containsExactly("Relocate");
        assertThat(leftOut("ORC-GRD-332").actions()).contains("SetNodeLabel", "Relocate").doesNotContain("RestorePreviousSpec");
    }

    @Test
    void whatIsDeniedOfOneActionMayBeTrueOfAnother() {
        assertThat(leftOut("ORC-OWN-301", veto("action#Relocate.priority != 1")).actions()).containsExactly(ALL);
    }

    @Test
    void aVetoOfTheWishesOfSomeRulesMightHaveForbiddenThese() {
        assertThat(leftOut("ORC-OWN-301", veto("rule == \"ORC-SPR-201\"")).wishes()).containsExactly("ORC-SPR-201");
        assertThat(leftOut("ORC-OWN-301", veto("rule == \"ORC-SPR-201\"")).actions()).isEmpty();
        assertThat(leftOut("ORC-OWN-301", veto("rule in ( \"ORC-A\", \"ORC-B\" )")).wishes())
                .containsExactly("ORC-A", "ORC-B");
        assertThat(leftOut("ORC-OWN-301", veto("rule != \"ORC-SPR-201\"")).wishes()).isEmpty();
    }

    @Test
    void withoutAWishOrAFindingNothingIsHeld() {
        assertThat(leftOut("ORC-COL-201").actions()).isEmpty();
        assertThat(leftOut("ORC-COL-401").actions()).isEmpty();
    }

    @Test
    void withoutAConditionWhatTheVetoesThatReadItForbidIsHeld() {
        assertThat(leftOut("ORC-GRD-103").actions()).as("node-bound by its volume")
                .contains("MoveService", "Relocate").doesNotContain("SetNodeLabel", "RemoveNodeLabel");
    }

    @Test
    void withoutAConditionThatOnlyPermitsNothingIsHeld() {
        assertThat(leftOut("ORC-GRD-101").actions()).as("movable by its label: without, more is forbidden").isEmpty();
    }

    @Test
    void withoutAConditionTheWishesThatAskForItsAbsenceAreHeld() {
        String wish = rule("ORC-OWN-201", "Service( $id : id ) not OptedOut( serviceId == $id )",
                "Proposal( \"ORC-OWN-201\", new RestartService( $id ), \"cause\", \"why\" )");

        LeftOutRule missed = leftOut("ORC-OWN-101", rule("ORC-OWN-101", "Service( $id : id )", "OptedOut( $id )"), wish);
        LeftOutRule other = leftOut("ORC-OWN-101", rule("ORC-OWN-101", "Service( $id : id )", "NodeBound( $id )"), wish);

        assertThat(missed.wishes()).contains("ORC-OWN-201");
        assertThat(other.wishes()).doesNotContain("ORC-OWN-201");
    }

    @Test
    void withoutWhatThePlannerReadsOfServicesThatMoveAsOneNoneIsMoved() {
        assertThat(leftOut("ORC-COL-101").actions()).contains("MoveService", "Relocate");
    }

    @Test
    void withoutAWishOrAFindingNothingIsHeldThoughItsConditionCannotBeRead() {
        String divides = "Service( $service : id, 100 / replicas > 7 )";

        assertThat(leftOut("ORC-OWN-401", rule("ORC-OWN-401", divides, "Finding( \"ORC-OWN-401\", $service, \"seen\", \"Maybe\" )")).holds())
                .isFalse();
        assertThat(leftOut("ORC-OWN-201", rule("ORC-OWN-201", divides,
                "Proposal( \"ORC-OWN-201\", new RestartService( $service, Set.of() ), \"c\", \"r\" )")).holds()).isFalse();
        assertThat(leftOut("ORC-OWN-302", rule("ORC-OWN-302", divides + " $proposal : Proposal( subject == $service )",
                "Veto( \"ORC-OWN-302\", $proposal, \"no\" )")).actions()).containsExactly(ALL);
    }

    @Test
    void whatCannotBeReadMightHaveForbiddenAnything() {
        assertThat(leftOut("ORC-OWN-101", rule("ORC-OWN-101", "Service( $id : id, restartDelay.toNanos() > 1 )",
                "Movable( $id )")).actions()).containsExactly(ALL);
    }
}
