package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.ImageName;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.ServiceImage;
import io.orcastra.facts.cluster.StoppedContainer;
import io.orcastra.facts.cluster.StoredImage;
import io.orcastra.facts.cluster.UnusedVolume;
import io.orcastra.facts.condition.Garbage;
import io.orcastra.facts.condition.Kept;
import io.orcastra.facts.decision.CollectGarbage;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.policy.GarbageCollection;
import io.orcastra.facts.policy.KeptContainer;
import io.orcastra.facts.policy.KeptImage;
import io.orcastra.facts.policy.KeptVolume;
import io.orcastra.facts.policy.RemovableVolume;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What nobody needs on a node, and what is kept. */
@ExtendWith(VerifierExtension.class)
class GarbageRulesTest {
    private static final GarbageCollection ALL = new GarbageCollection(true, 3, true, true, false);
    private static final ImageName NGINX = new ImageName(id("n1"), "i1", "nginx:1");

    private static Cluster swarm(GarbageCollection policy, Object... stored) {
        return new Cluster().node("n1").with(policy).with(stored);
    }

    private static StoredImage image(int newer, boolean used, boolean old) {
        return new StoredImage(id("n1"), "i1", 10, newer, used, old);
    }

    private static StoppedContainer container(boolean old) {
        return new StoppedContainer(id("n1"), "c1", "job", 20, old);
    }

    private static UnusedVolume volume(boolean anonymous, boolean old) {
        return new UnusedVolume(id("n1"), "v1", 30, anonymous, old);
    }

    private static CollectGarbage collect(String... items) {
        return new CollectGarbage(id("n1"), Set.of(items));
    }

    private static Garbage garbage(String item, long bytes) {
        return new Garbage(id("n1"), item, bytes);
    }

    @Test
    @Verifies(value = "ORC-GCO-101", as = POSITIVE)
    void anImageAServiceUsesIsKept(RuleVerifier rules) {
        rules.given(swarm(ALL, image(5, false, true), NGINX, new ServiceImage("web", "nginx:1"))).concludesNo(Garbage.class);
    }

    @Test
    @Verifies(value = "ORC-GCO-101", as = NEGATIVE)
    void anImageNoServiceUsesIsNot(RuleVerifier rules) {
        rules.given(swarm(ALL, image(5, false, true), NGINX)).concludesNo(Kept.class);
    }

    @Test
    @Verifies(value = "ORC-GCO-101", as = BOUNDARY)
    void anotherVersionIsAnotherImage(RuleVerifier rules) {
        rules.given(swarm(ALL, image(5, false, true), NGINX, new ServiceImage("web", "nginx:2"))).concludesNo(Kept.class);
        rules.given(swarm(ALL, image(5, false, true), NGINX, new ServiceImage("web", "nginx:1")));
    }

    @Test
    @Verifies(value = "ORC-GCO-102", as = POSITIVE)
    void anImageInTheListIsKept(RuleVerifier rules) {
        rules.given(swarm(ALL, image(5, false, true), NGINX, new KeptImage("nginx.*"))).concludesNo(Garbage.class);
    }

    @Test
    @Verifies(value = "ORC-GCO-102", as = NEGATIVE)
    void anImageOfAnotherNameIsNotInTheList(RuleVerifier rules) {
        rules.given(swarm(ALL, image(5, false, true), NGINX, new KeptImage("redis.*"))).concludesNo(Kept.class);
    }

    @Test
    @Verifies(value = "ORC-GCO-102", as = BOUNDARY)
    void aPatternHasToMatchTheWholeNameOfAnImage(RuleVerifier rules) {
        rules.given(swarm(ALL, NGINX, new KeptImage("nginx")));
        rules.given(swarm(ALL, NGINX, new KeptImage("nginx:1")));
    }

    @Test
    @Verifies(value = "ORC-GCO-103", as = POSITIVE)
    void aContainerInTheListIsKept(RuleVerifier rules) {
        rules.given(swarm(ALL, container(true), new KeptContainer("j.*"))).concludesNo(Garbage.class);
    }

    @Test
    @Verifies(value = "ORC-GCO-103", as = NEGATIVE)
    void aContainerOfAnotherNameIsNotInTheList(RuleVerifier rules) {
        rules.given(swarm(ALL, container(true), new KeptContainer("x.*"))).concludesNo(Kept.class);
        rules.given(swarm(ALL, container(true), new KeptImage("j.*"))).concludesNo(Kept.class);
    }

    @Test
    @Verifies(value = "ORC-GCO-103", as = BOUNDARY)
    void aPatternHasToMatchTheWholeNameOfAContainer(RuleVerifier rules) {
        rules.given(swarm(ALL, container(true), new KeptContainer("jo")));
        rules.given(swarm(ALL, container(true), new KeptContainer("job")));
    }

    @Test
    @Verifies(value = "ORC-GCO-104", as = POSITIVE)
    void aVolumeInTheListIsKept(RuleVerifier rules) {
        rules.given(swarm(ALL, volume(true, true), new KeptVolume("v.*"))).concludesNo(Garbage.class);
    }

    @Test
    @Verifies(value = "ORC-GCO-104", as = NEGATIVE)
    void aVolumeOfAnotherNameIsNotInTheList(RuleVerifier rules) {
        rules.given(swarm(ALL, volume(true, true), new KeptVolume("x.*"))).concludesNo(Kept.class);
    }

    @Test
    @Verifies(value = "ORC-GCO-104", as = BOUNDARY)
    void aPatternHasToMatchTheWholeNameOfAVolume(RuleVerifier rules) {
        rules.given(swarm(ALL, volume(true, true), new KeptVolume("v")));
        rules.given(swarm(ALL, volume(true, true), new KeptVolume("v1")));
    }

    @Test
    @Verifies(value = "ORC-GCO-111", as = POSITIVE)
    void anOldUnusedImageIsGarbage(RuleVerifier rules) {
        rules.given(swarm(ALL, image(5, false, true))).concludes(garbage("image i1", 10));
    }

    @Test
    @Verifies(value = "ORC-GCO-111", as = NEGATIVE)
    void anImageInUseOrYoungOrNotAskedForIsNotGarbage(RuleVerifier rules) {
        rules.given(swarm(ALL, image(5, true, true)));
        rules.given(swarm(ALL, image(5, false, false)));
        rules.given(swarm(new GarbageCollection(false, 3, true, true, false), image(5, false, true)));
        rules.given(swarm(ALL, image(5, false, true), NGINX, new KeptImage("nginx:1")));
    }

    @Test
    @Verifies(value = "ORC-GCO-111", as = BOUNDARY)
    void theNewestOfARepositoryAreKept(RuleVerifier rules) {
        rules.given(swarm(ALL, image(2, false, true))).concludesNo(Garbage.class);
        rules.given(swarm(ALL, image(3, false, true))).concludes(garbage("image i1", 10));
    }

    @Test
    @Verifies(value = "ORC-GCO-111", as = POSITIVE)
    void whatIsKeptElsewhereOrBesideItKeepsNoImage(RuleVerifier rules) {
        rules.given(swarm(ALL, image(5, false, true), new Kept(id("n2"), "i1", "a test")));
        rules.given(swarm(ALL, image(5, false, true), new Kept(id("n1"), "i2", "a test")));
    }

    @Test
    @Verifies(value = "ORC-GCO-112", as = POSITIVE)
    void anOldContainerIsGarbage(RuleVerifier rules) {
        rules.given(swarm(ALL, container(true))).concludes(garbage("container c1", 20));
    }

    @Test
    @Verifies(value = "ORC-GCO-112", as = NEGATIVE)
    void aContainerIsKeptWhereNobodyAsked(RuleVerifier rules) {
        rules.given(swarm(new GarbageCollection(true, 3, false, true, false), container(true)));
        rules.given(swarm(ALL, container(true), new KeptContainer("job")));
    }

    @Test
    @Verifies(value = "ORC-GCO-112", as = BOUNDARY)
    void aContainerIsGarbageOnceTheGracePeriodIsOver(RuleVerifier rules) {
        rules.given(swarm(ALL, container(false))).concludesNo(Garbage.class);
        rules.given(swarm(ALL, container(true)));
    }

    @Test
    @Verifies(value = "ORC-GCO-112", as = POSITIVE)
    void whatIsKeptElsewhereOrBesideItKeepsNoContainer(RuleVerifier rules) {
        rules.given(swarm(ALL, container(true), new Kept(id("n2"), "c1", "a test")));
        rules.given(swarm(ALL, container(true), new Kept(id("n1"), "c2", "a test")));
    }

    @Test
    @Verifies(value = "ORC-GCO-113", as = POSITIVE)
    void anAnonymousVolumeIsGarbage(RuleVerifier rules) {
        rules.given(swarm(ALL, volume(true, true))).concludes(garbage("volume v1", 30));
    }

    @Test
    @Verifies(value = "ORC-GCO-113", as = NEGATIVE)
    void aVolumeIsKeptWhereNobodyAskedOrWhileItIsYoung(RuleVerifier rules) {
        rules.given(swarm(new GarbageCollection(true, 3, true, false, false), volume(true, true)));
        rules.given(swarm(ALL, volume(true, false)));
        rules.given(swarm(ALL, volume(true, true), new KeptVolume("v1")));
    }

    @Test
    @Verifies(value = "ORC-GCO-113", as = BOUNDARY)
    void aVolumeWithANameIsNeverGarbage(RuleVerifier rules) {
        rules.given(swarm(ALL, volume(false, true))).concludesNo(Garbage.class);
        rules.given(swarm(ALL, volume(true, true)));
    }

    @Test
    @Verifies(value = "ORC-GCO-113", as = POSITIVE)
    void whatIsKeptElsewhereOrBesideItKeepsNoVolume(RuleVerifier rules) {
        rules.given(swarm(ALL, volume(true, true), new Kept(id("n2"), "v1", "a test")));
        rules.given(swarm(ALL, volume(true, true), new Kept(id("n1"), "v2", "a test")));
    }

    @Test
    @Verifies(value = "ORC-GCO-114", as = POSITIVE)
    @DisplayName("A volume whose name is given is garbage, on whatever node it lies unused")
    void aVolumeThatIsNamedIsGarbage(RuleVerifier rules) {
        rules.given(swarm(ALL, volume(false, true), new RemovableVolume("v1"))).concludes(garbage("volume v1", 30));
        rules.given(swarm(ALL, volume(false, true), new RemovableVolume("v1"), new Kept(id("n2"), "v1", "a test")));
        rules.given(swarm(ALL, volume(false, true), new RemovableVolume("v1"), new Kept(id("n1"), "v2", "a test")));
    }

    @Test
    @Verifies(value = "ORC-GCO-114", as = NEGATIVE)
    @DisplayName("A volume that is named stays where volumes are not cleaned up, while it is young, and where a list keeps it")
    void aVolumeThatIsNamedIsKeptWhereNobodyAskedOrWhileItIsYoung(RuleVerifier rules) {
        rules.given(swarm(new GarbageCollection(true, 3, true, false, false), volume(false, true), new RemovableVolume("v1")));
        rules.given(swarm(ALL, volume(false, false), new RemovableVolume("v1")));
        rules.given(swarm(ALL, volume(false, true), new RemovableVolume("v1"), new KeptVolume("v1")));
        rules.given(swarm(ALL, volume(true, true), new RemovableVolume("v1")));
    }

    @Test
    @Verifies(value = "ORC-GCO-114", as = BOUNDARY)
    @DisplayName("Only the whole name names a volume")
    void onlyTheWholeNameNamesAVolume(RuleVerifier rules) {
        rules.given(swarm(ALL, volume(false, true), new RemovableVolume("v"), new RemovableVolume("v.*"), new RemovableVolume("V1")))
                .concludesNo(Garbage.class);
        rules.given(swarm(ALL, volume(false, true), new RemovableVolume("v1")));
    }

    @Test
    @Verifies(value = "ORC-GCO-201", as = POSITIVE)
    void allGarbageOfANodeIsRemovedTogether(RuleVerifier rules) {
        rules.given(swarm(ALL, image(5, false, true), container(true), volume(true, true)))
                .approves(collect("image i1", "container c1", "volume v1"));
    }

    @Test
    @Verifies(value = "ORC-GCO-201", as = NEGATIVE)
    void whereThereIsNoneNothingIsRemoved(RuleVerifier rules) {
        rules.given(swarm(ALL, image(0, false, true), container(false))).proposes();
        rules.given(new Cluster().node("n2").with(ALL, container(true))).proposes();
    }

    @Test
    @Verifies(value = "ORC-GCO-201", as = BOUNDARY)
    void aNodeThatIsDownIsLeftAlone(RuleVerifier rules) {
        rules.given(new Cluster().node("n1", NodeStatus.DOWN).with(ALL, container(true))).proposes();
        rules.given(swarm(ALL, container(true))).proposes(collect("container c1"));
    }

    @Test
    @Verifies(value = "ORC-GCO-301", as = POSITIVE)
    void aDryRunRemovesNothing(RuleVerifier rules) {
        rules.given(swarm(new GarbageCollection(true, 3, true, true, true), container(true)))
                .concludes(garbage("container c1", 20)).approves();
    }

    @Test
    @Verifies(value = "ORC-GCO-301", as = NEGATIVE)
    void withoutGarbageThereIsNothingToForbid(RuleVerifier rules) {
        rules.given(swarm(new GarbageCollection(true, 3, true, true, true), container(false))).approves();
        rules.given(swarm(ALL, container(true))).approves(collect("container c1"));
    }

    @Test
    @Verifies(value = "ORC-GCO-301", as = NEGATIVE)
    void whatIsOnlyToBeToldForbidsNoOtherWish(RuleVerifier rules) {
        rules.given(swarm(new GarbageCollection(true, 3, true, true, true), Rebalanced.wish(Goal.SPREAD)));
    }

    @Test
    @Verifies(value = "ORC-GCO-301", as = BOUNDARY)
    void onlyTheDryRunForbidsIt(RuleVerifier rules) {
        rules.given(swarm(ALL, container(true))).approves(collect("container c1"));
        rules.given(swarm(new GarbageCollection(true, 3, true, true, true), container(true))).approves();
    }
}
