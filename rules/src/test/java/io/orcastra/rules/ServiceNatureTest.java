package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.condition.Movable;
import io.orcastra.facts.condition.NodeBound;
import io.orcastra.facts.condition.SingleWriter;
import io.orcastra.facts.policy.MovableService;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.ServiceWords;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a service is by its mounts and labels: movable, bound to its node, a single writer. */
@ExtendWith(VerifierExtension.class)
class ServiceNatureTest {
    private static final String WEB = id("web");
    private static final UnaryOperator<ServiceWords> PLAIN = web -> web;

    static Cluster web(UnaryOperator<ServiceWords> words) {
        return new Cluster().node("n1").node("n2").service("web", words);
    }

    static Cluster web() {
        return web(PLAIN);
    }

    static Cluster movable(String value) {
        return web().serviceLabel("web", "orchestration.movable", value);
    }

    static Cluster volume(String driver, boolean options) {
        return web().with(new Mount(WEB, MountType.VOLUME, "data", "/data", true, driver, options));
    }

    static Cluster bind(String source) {
        return web().mount("web", MountType.BIND, source);
    }

    @Test
    @Verifies(value = "ORC-GRD-101", as = POSITIVE)
    void anOwnerDeclaresAServiceMovable(RuleVerifier rules) {
        rules.given(movable("true")).concludes(new Movable(WEB));
        rules.given(movable("True")).concludes(new Movable(WEB));
    }

    @Test
    @Verifies(value = "ORC-GRD-101", as = NEGATIVE)
    void anotherLabelDeclaresNothing(RuleVerifier rules) {
        rules.given(web().serviceLabel("web", "orchestration.move", "true"));
    }

    @Test
    @Verifies(value = "ORC-GRD-101", as = BOUNDARY)
    void onlyTrueIsADeclaration(RuleVerifier rules) {
        rules.given(movable("true"));
        rules.given(movable("yes")).concludesNo(Movable.class);
    }

    @Test
    @Verifies(value = "ORC-GRD-102", as = POSITIVE)
    void anOperatorDeclaresAServiceMovable(RuleVerifier rules) {
        rules.given(web(), new MovableService("web")).concludes(new Movable(WEB));
    }

    @Test
    @Verifies(value = "ORC-GRD-102", as = NEGATIVE)
    void aDeclarationForAnotherServiceIsNone(RuleVerifier rules) {
        rules.given(web(), new MovableService("db"));
    }

    @Test
    @Verifies(value = "ORC-GRD-102", as = BOUNDARY)
    void theFullNameIsDeclared(RuleVerifier rules) {
        rules.given(new Cluster().service("shop_web"), new MovableService("web"));
        rules.given(new Cluster().service("shop_web"), new MovableService("shop_web"));
    }

    @Test
    @Verifies(value = "ORC-GRD-103", as = POSITIVE)
    void aLocalVolumeBindsToItsNode(RuleVerifier rules) {
        rules.given(volume("", false)).concludes(new NodeBound(WEB));
        rules.given(volume("local", false)).concludes(new NodeBound(WEB));
    }

    @Test
    @Verifies(value = "ORC-GRD-103", as = NEGATIVE)
    void aVolumeFromElsewhereBindsNobody(RuleVerifier rules) {
        rules.given(volume("ceph", false));
        rules.given(volume("", false).serviceLabel("web", "orchestration.movable", "true"));
        rules.given(web(web -> web.mode(ServiceMode.GLOBAL)).mount("web", MountType.VOLUME, "data"));
        rules.given(web().mount("web", MountType.CLUSTER, "data"));
    }

    @Test
    @Verifies(value = "ORC-GRD-103", as = BOUNDARY)
    void aLocalVolumeWithOptionsIsNotLocal(RuleVerifier rules) {
        rules.given(volume("local", false));
        rules.given(volume("local", true));
    }

    @Test
    @Verifies(value = "ORC-GRD-104", as = POSITIVE)
    void aWritableDirectoryBindsToItsNode(RuleVerifier rules) {
        for (String source : List.of("/srv/data", "/system", "/procedures", "/etc/localtime.d", "/run/app.socket", "/")) {
            rules.given(bind(source)).concludes(new NodeBound(WEB));
        }
    }

    @Test
    @Verifies(value = "ORC-GRD-104", as = NEGATIVE)
    void whatIsOnEveryNodeBindsNobody(RuleVerifier rules) {
        for (String source : List.of("/var/run/docker.sock", "/etc/localtime", "/etc/timezone", "/proc", "/sys/fs/cgroup", "/sys")) {
            rules.given(bind(source)).concludesNo(NodeBound.class);
        }
        rules.given(web(web -> web.mode(ServiceMode.GLOBAL)).mount("web", MountType.BIND, "/srv"));
        rules.given(bind("/srv"), new MovableService("web"));
    }

    @Test
    @Verifies(value = "ORC-GRD-104", as = BOUNDARY)
    void aDirectoryThatIsOnlyReadBindsNobody(RuleVerifier rules) {
        rules.given(web().with(new Mount(WEB, MountType.BIND, "/srv", "/data", true, "", false)));
        rules.given(web().with(new Mount(WEB, MountType.BIND, "/srv", "/data", false, "", false)));
    }

    @Test
    @Verifies(value = "ORC-GRD-105", as = POSITIVE)
    void oneReplicaThatWritesIsASingleWriter(RuleVerifier rules) {
        rules.given(web().mount("web", MountType.VOLUME, "data")).concludes(new SingleWriter(WEB));
        rules.given(web().mount("web", MountType.BIND, "/srv")).concludes(new SingleWriter(WEB));
    }

    @Test
    @Verifies(value = "ORC-GRD-105", as = NEGATIVE)
    void memoryAndReadingAndJobsAreNoWriters(RuleVerifier rules) {
        rules.given(web().mount("web", MountType.TMPFS, ""));
        rules.given(volume("local", false));
        rules.given(web(web -> web.mode(ServiceMode.REPLICATED_JOB)).mount("web", MountType.VOLUME, "data"));
    }

    @Test
    @Verifies(value = "ORC-GRD-105", as = BOUNDARY)
    void twoReplicasAreNotSingle(RuleVerifier rules) {
        rules.given(web().mount("web", MountType.VOLUME, "data"));
        rules.given(web(web -> web.replicas(2)).mount("web", MountType.VOLUME, "data"));
    }

    @Test
    @Verifies(value = "ORC-GRD-106", as = POSITIVE)
    void anOwnerDeclaresASingleWriter(RuleVerifier rules) {
        for (String yes : Set.of("true", "yes", "on", "1", "True")) {
            rules.given(web(web -> web.replicas(2)).serviceLabel("web", "orchestration.single.writer", yes))
                    .concludes(new SingleWriter(WEB));
        }
    }

    @Test
    @Verifies(value = "ORC-GRD-106", as = NEGATIVE)
    void aServiceWithoutTheLabelIsNone(RuleVerifier rules) {
        rules.given(web()).concludesNo(SingleWriter.class);
    }

    @Test
    @Verifies(value = "ORC-GRD-106", as = BOUNDARY)
    void onlyTrueDeclaresIt(RuleVerifier rules) {
        rules.given(web().serviceLabel("web", "orchestration.single.writer", "true"));
        rules.given(web().serviceLabel("web", "orchestration.single.writer", "false"));
    }
}
