package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("orcastra check")
class CheckCommandTest {
    private static final Path CONFIG = Path.of("..", "config");
    private static final String RULE = """
            package io.orcastra.rules

            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.decision.*

            rule "report a node"
                @id( "ORC-OWN-401" )
            when
                Node( $node : id, status == NodeStatus.READY )
            then
                insertLogical( new Finding( "ORC-OWN-401", $node, "seen", "Maybe look" ) );
            end
            """;

    @TempDir
    private Path folder;

    private Path rules;

    @BeforeEach
    void aFolderWithRules() throws IOException {
        rules = Files.createDirectory(folder.resolve("rules"));
    }

    private record Answer(int code, String text) {
    }

    private Answer check(Object... files) {
        StringWriter out = new StringWriter();
        List<String> line = new ArrayList<>(List.of("check", "--config", folder.toString()));
        List.of(files).forEach(file -> line.add(file.toString()));
        int code = Orcastra.execute(new Surroundings(Map.of("STATE_DIR", Path.of("target", "test-state").toString()), folder,
                new PrintWriter(out, true), new PrintWriter(out, true), false, Clock.of(() -> Instant.EPOCH, () -> 0)),
                line.toArray(String[]::new));
        return new Answer(code, out.toString());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    @DisplayName("a forgotten import is told as what it is, once, at its first use")
    void aForgottenImport() throws IOException {
        write("swarm.yml", "rules: {}\n");
        write("rules/own.drl", RULE.replace("import io.orcastra.facts.cluster.*\n", ""));

        assertThat(check()).isEqualTo(new Answer(1, """
                own.drl:8:5: Node of package io.orcastra.facts.cluster is not imported
                        Node( $node : id, status == NodeStatus.READY )
                        ^
                  Maybe add import io.orcastra.facts.cluster.* below the package
                own.drl:8:23: NodeStatus of package io.orcastra.facts.cluster is not imported
                        Node( $node : id, status == NodeStatus.READY )
                                          ^
                  Maybe add import io.orcastra.facts.cluster.* below the package
                """));
    }

    @Test
    @DisplayName("what the settings say wrongly of rules is told though a rule and the settings are bad")
    void allErrorsAtOnce() throws IOException {
        write("swarm.yml", """
                rules:
                  off: [ORC-SPR-299]
                  report: [ORC-BAD-201, ORC-OWN-401]
                  ask: [ORC-NOT-201]
                  blast_radius: 0
                  parameters: { own: { most: 7 }, bad: { least: 7 }, nobody: { least: 7 } }
                """);
        write("rules/own.drl", RULE.replace("Node(", "Nude("));
        write("rules/bad.drl", RULE.replace("ORC-OWN-401", "ORC-BAD-201").replace("then", "than"));

        Answer answer = check();

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text()).contains("swarm.yml:2:9: error: there is no rule ORC-SPR-299", "swarm.yml:4:9: error: there is no rule ORC-NOT-201",
                "swarm.yml:5:17: error: rules.blast_radius is \"0\"", "swarm.yml:6:24: warning: no rule reads parameters of own",
                "swarm.yml:6:64: warning: no rule reads parameters of nobody", "own.drl:9:5: there is no fact type Nude", "bad.drl:")
                .doesNotContain("ORC-BAD-201\n", "parameters of bad", "no rule ORC-OWN-401");
    }

    @Test
    @DisplayName("files that look like rules or scenarios and are not read are problems, what is set aside is none")
    void nearlyTheRightName() throws IOException {
        write("swarm.yml", "rules: {}\n");
        Files.createDirectories(rules.resolve("sub"));
        Files.createDirectories(rules.resolve("..old"));
        for (String name : List.of("Big.DRL", "big-nodes.drl.txt", "sub/big-nodes.drl", "own_test.yaml", "Own_Tests.yml", "off.drl.off",
                ".own.drl.swp", "own.drl~", "..old/own.drl", "notes.txt", "own_test.yml")) {
            write("rules/" + name, "nothing\n");
        }

        assertThat(check()).isEqualTo(new Answer(1, """
                R/Big.DRL: error: this looks like rules and is not read, for its name does not end in .drl
                  Maybe rename it to Big.drl.
                R/Own_Tests.yml: error: this looks like a scenario and is not read, for its name does not end in _test.yml
                  Maybe rename it to Own_test.yml.
                R/big-nodes.drl.txt: error: this looks like rules and is not read, for its name does not end in .drl
                  Maybe rename it to big-nodes.drl.
                R/own_test.yaml: error: this looks like a scenario and is not read, for its name does not end in _test.yml
                  Maybe rename it to own_test.yml.
                R/sub/big-nodes.drl: error: these rules are not read, for they do not lie in R itself
                  Maybe move the file to R/big-nodes.drl.
                """.replace("R/", rules + "/").replace(" R ", " " + rules + " ")));
    }

    @Test
    @DisplayName("what waits in the shadow folder is read from there")
    void rulesOfTheShadow() throws IOException {
        Files.createDirectories(folder.resolve("shadow/rules"));
        write("shadow/rules/own.drl", RULE);

        assertThat(check("--rules", folder).text()).doesNotContain("not read");
    }

    @Test
    @DisplayName("a file of rules with nearly the right name is judged as rules, and told to be renamed")
    void namedWithNearlyTheRightName() throws IOException {
        Path file = write("Big.DRL", RULE.replace("Node(", "Nude("));

        assertThat(check(file).text()).contains("there is no fact type Nude", file + ": error: this looks like rules and is not read");
    }

    @Test
    @DisplayName("a file that is no text may hold any rule, so that none is called missing")
    void noText() throws IOException {
        write("swarm.yml", "rules: { off: [ORC-BIN-201] }\n");
        Files.write(rules.resolve("bin.drl"), new byte[] {'/', (byte) 0xe4});

        assertThat(check().text()).contains("bin.drl:1:2: the file is not UTF-8 text").doesNotContain("there is no rule");
    }

    @Test
    @DisplayName("commands are checked beside a configuration that is bad")
    void commandsBesideABadConfiguration() throws IOException {
        write("swarm.yml", "rules: { blast_radius: 0 }\n");
        Path commands = write("orders.yml", "- relabel_al\n- relabel_anchor:db\n");

        assertThat(check(commands).text()).contains("orders.yml:1:3: error: \"relabel_al\" is no command").doesNotContain("orders.yml:2");
    }

    @Test
    @DisplayName("a named file of commands is checked by the anchors of the configuration")
    void commands() throws IOException {
        write("swarm.yml", "dependencies: { db: { stack: shop, services: [ web ] } }\n");
        Path commands = write("orders.yml", "- relabel_anchor:db\n- relabel_anchor:dba\n");

        assertThat(check(commands)).isEqualTo(new Answer(1, commands + """
                :2:3: error: "relabel_anchor:dba": the configuration has no anchor "dba"
                    - relabel_anchor:dba
                      ^
                  Maybe you meant db.
                """));
        assertThat(check(CONFIG.resolve("samples/full/swarm-orch.command.yml")).text()).doesNotContain("a list, not a map");
    }

    @Test
    @DisplayName("a named file of rules is checked beside those of the folder")
    void rules() throws IOException {
        write("rules/own.drl", RULE);
        Path better = write("other.drl", RULE.replace("ORC-OWN-401", "ORC-OTH-401").replace("a node", "another node")
                .replace("NodeStatus.READY", "NodeStatus.DOWN").replace("$node :", "$nude :"));

        assertThat(check(better).text()).contains("other.drl:11:48: the consequence of \"report another node\" uses $node, which is not bound")
                .doesNotContain("own.drl");
    }

    @Test
    @DisplayName("a rule that adds nothing to another is told, unless the configuration holds that one")
    void addsNothing() throws IOException {
        write("rules/own.drl", RULE + RULE.substring(RULE.indexOf("rule ")).replace("401", "402").replace("a node", "an oak")
                .replace("NodeStatus.READY", "NodeStatus.READY, hostname == \"oak\""));

        assertThat(check().text()).contains("""
                own.drl:13:1: "report an oak" adds nothing to "report a node" at own.drl:6, which concludes the same whenever it does: \
                all it asks for besides is 'hostname == "oak"'
                    rule "report an oak"
                    ^
                  Maybe one of the two is left over, or the wider one lacks what tells them apart
                """);
        write("swarm.yml", "rules: { report: [ORC-OWN-401] }\n");
        assertThat(check()).isEqualTo(new Answer(0, "configuration and rules are good\n"));
    }

    @Test
    @DisplayName("a named scenario is checked, not played")
    void scenario() throws IOException {
        Path good = CONFIG.resolve("cookbook/keep-apart/keep-apart_apart_test.yml");
        Path bad = write("bad_test.yml", "cluster: { nodes: { oak: { role: chief } } }\nexpect: []\n");

        assertThat(check(good)).isEqualTo(new Answer(0, "configuration and rules are good\n"));
        assertThat(check(bad).text()).contains("bad_test.yml:1:34: error: ").contains("Maybe ");
    }

    @Test
    @DisplayName("a named story is checked, not told")
    void story() throws IOException {
        Path bad = write("tale.yml", "cluster: { nodes: { oak: { role: manager } } }\nstory: [ { say: once } ]\n");

        assertThat(check(bad).text()).contains("tale.yml:2:10: error: story[0] says nothing of when");
    }

    @Test
    @DisplayName("what it does not read is refused with the command that does, and no secret is shown")
    void others() throws IOException {
        Answer answer = check(CONFIG.resolve("samples/small/snapshot.json"), CONFIG.resolve("stack.yml"),
                write("key", "-----BEGIN OPENSSH PRIVATE KEY-----\nsecret\n"),
                write("config.json", "{\"auths\": {\"registry\": {\"auth\": \"secret\"}}}"), write("token", "secret\n"));

        assertThat(answer.text()).contains("snapshot.json: error: this is a snapshot of a swarm\n  Maybe orcastra dry-run --snapshot",
                "stack.yml: error: this is a stack of Docker's\n  Maybe docker stack config", "key: error: this is a key",
                "config.json: error: these are Docker's own logins", "token: error: this is text").doesNotContain("secret");
        assertThat(check(folder).text()).contains("is a folder, not a file\nMaybe orcastra check --config");
    }
}
