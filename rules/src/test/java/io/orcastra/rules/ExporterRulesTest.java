package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.DeployedService;
import io.orcastra.facts.cluster.DeployedSetting;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.facts.condition.Deviates;
import io.orcastra.facts.decision.CreateService;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.UpdateService;
import io.orcastra.facts.policy.ExporterDeployment;
import io.orcastra.facts.policy.ExporterSetting;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** node_exporter on every node. */
@ExtendWith(VerifierExtension.class)
class ExporterRulesTest {
    private static final String NAME = "node_exporter";
    private static final String IMAGE = "/TaskTemplate/ContainerSpec/Image 2b";
    private static final String ARGS = "/TaskTemplate/ContainerSpec/Args a1";
    private static final String OLD_IMAGE = "/TaskTemplate/ContainerSpec/Image 1b";

    private static ExporterSetting wish(String service, String mark) {
        return new ExporterSetting(service, mark, shown(mark));
    }

    private static String shown(String mark) {
        return mark + " \"***\"";
    }

    private static Cluster wished() {
        return new Cluster().node("n1").with(new ExporterDeployment(NAME, "w"),
                wish(NAME, IMAGE), wish(NAME, ARGS));
    }

    /** Made by Orcastra, with the wished arguments and this image. */
    private static Cluster deployed(String image) {
        return deployed(wished(), image);
    }

    private static Cluster deployed(Cluster cluster, String image) {
        return cluster.service(NAME, words -> words.mode(ServiceMode.GLOBAL)).with(new DeployedService(id(NAME), NAME),
                new DeployedSetting(id(NAME), image), new DeployedSetting(id(NAME), ARGS));
    }

    @Test
    @Verifies(value = "ORC-EXP-101", as = POSITIVE)
    void anotherImageDeviates(RuleVerifier rules) {
        rules.given(deployed(OLD_IMAGE)).concludes(new Deviates(id(NAME), shown(IMAGE)));
    }

    @Test
    @Verifies(value = "ORC-EXP-101", as = NEGATIVE)
    void whatIsAsWishedDoesNot(RuleVerifier rules) {
        rules.given(deployed(IMAGE)).concludesNo(Deviates.class);
        rules.given(wished().service(NAME)).concludesNo(Deviates.class);
    }

    @Test
    @Verifies(value = "ORC-EXP-101", as = BOUNDARY)
    void anotherServiceNeitherDeviatesNorHelps(RuleVerifier rules) {
        rules.given(deployed(OLD_IMAGE).with(new DeployedSetting(id("other"), IMAGE)))
                .concludes(new Deviates(id(NAME), shown(IMAGE))).doesNotConclude(new Deviates(id(NAME), shown(ARGS)));
        rules.given(wished().with(new DeployedService(id("other"), "other"))).concludesNo(Deviates.class);
    }

    @Test
    @Verifies(value = "ORC-EXP-201", as = POSITIVE)
    void aMissingServiceIsMade(RuleVerifier rules) {
        rules.given(wished()).approves(new CreateService(NAME, Set.of(shown(IMAGE), shown(ARGS))));
    }

    @Test
    @Verifies(value = "ORC-EXP-201", as = NEGATIVE)
    void aServiceOfThatNameIsNotMadeAgain(RuleVerifier rules) {
        rules.given(wished().service(NAME)).proposes();
        rules.given(new Cluster().node("n1").with(wish(NAME, IMAGE))).proposes();
    }

    @Test
    @Verifies(value = "ORC-EXP-201", as = BOUNDARY)
    void nothingIsMadeBeforeTheSwarmIsSeenOrOfOthersSettings(RuleVerifier rules) {
        rules.given(new Cluster().with(new ExporterDeployment(NAME, "w"), wish(NAME, IMAGE))).proposes();
        rules.given(wished().service("other").with(wish("other", OLD_IMAGE)))
                .proposes(new CreateService(NAME, Set.of(shown(IMAGE), shown(ARGS))));
    }

    @Test
    @Verifies(value = "ORC-EXP-202", as = POSITIVE)
    void onlyWhatDiffersIsUpdated(RuleVerifier rules) {
        rules.given(deployed(OLD_IMAGE)).approves(new UpdateService(id(NAME), Set.of(shown(IMAGE))));
    }

    @Test
    @Verifies(value = "ORC-EXP-202", as = NEGATIVE)
    void whatIsAsWishedIsLeftAlone(RuleVerifier rules) {
        rules.given(deployed(IMAGE)).proposes();
        rules.given(deployed(OLD_IMAGE).with(new DeployedSetting(id(NAME), IMAGE))).proposes();
    }

    @Test
    @Verifies(value = "ORC-EXP-202", as = BOUNDARY)
    void nothingIsUpdatedWithoutTheWish(RuleVerifier rules) {
        Cluster settingsAlone = new Cluster().node("n1")
                .with(wish(NAME, IMAGE), wish(NAME, ARGS));
        rules.given(deployed(settingsAlone, OLD_IMAGE)).concludes(new Deviates(id(NAME), shown(IMAGE))).proposes();
        rules.given(deployed(OLD_IMAGE).with(new DeployedService(id("other"), "other"),
                wish("other", ARGS))).proposes(new UpdateService(id(NAME), Set.of(shown(IMAGE))));
    }

    @Test
    @Verifies(value = "ORC-EXP-401", as = POSITIVE)
    void aServiceOfSomebodyElseIsReported(RuleVerifier rules) {
        rules.given(wished().service(NAME)).finds("ORC-EXP-401", NAME + " was made by somebody else").proposes();
    }

    @Test
    @Verifies(value = "ORC-EXP-401", as = NEGATIVE)
    void ourOwnIsNot(RuleVerifier rules) {
        rules.given(deployed(OLD_IMAGE)).concludesNo(Finding.class);
        rules.given(wished().service("other")).concludesNo(Finding.class);
    }

    @Test
    @Verifies(value = "ORC-EXP-401", as = BOUNDARY)
    void anotherServiceOfOursDoesNotHideIt(RuleVerifier rules) {
        rules.given(wished().service(NAME).with(new DeployedService(id("former"), NAME)))
                .finds("ORC-EXP-401", NAME);
        rules.given(deployed(IMAGE).service("other")).concludesNo(Finding.class);
    }

    @Test
    @Verifies(value = "ORC-EXP-402", as = POSITIVE)
    void aServiceWithoutItsFileIsReported(RuleVerifier rules) {
        rules.given(deployed(new Cluster().node("n1"), IMAGE)).finds("ORC-EXP-402", "left running").proposes();
    }

    @Test
    @Verifies(value = "ORC-EXP-402", as = NEGATIVE)
    void aServiceWithItsFileIsNot(RuleVerifier rules) {
        rules.given(deployed(IMAGE)).concludesNo(Finding.class);
    }

    @Test
    @Verifies(value = "ORC-EXP-402", as = BOUNDARY)
    void theFormerNameIsReportedWhenTheFileGivesAnother(RuleVerifier rules) {
        rules.given(deployed(IMAGE).with(new DeployedService(id("former"), "former")))
                .finds("ORC-EXP-402", "former was made").proposes();
        rules.given(deployed(IMAGE).with(new DeployedService(id("former"), "former"), new ExporterDeployment("former", "w")))
                .concludesNo(Finding.class);
    }

    @Test
    @Verifies(value = "ORC-GRD-322", as = BOUNDARY)
    void anUpdateThatFailedIsMendedByAChangeOfTheFile(RuleVerifier rules) {
        Cluster paused = wished().service(NAME, words -> words.mode(ServiceMode.GLOBAL).updateState(UpdateState.PAUSED))
                .with(new DeployedService(id(NAME), NAME), new DeployedSetting(id(NAME), OLD_IMAGE),
                        new DeployedSetting(id(NAME), ARGS));
        rules.given(paused).approves(new UpdateService(id(NAME), Set.of(shown(IMAGE))));
        rules.given(paused.with(new Proposal("ORC-RST-201", new RestartService(id(NAME), Set.of()), "", "")))
                .vetoes("ORC-GRD-322", "failed");
    }
}
