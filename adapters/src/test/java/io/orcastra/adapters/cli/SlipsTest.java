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
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("orcastra check tells slips of the pen where they stand")
class SlipsTest {
    private static final String RULE = """
            package io.orcastra.rules

            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.decision.*

            rule "propose labelling NN"
                @id( "ORC-SLP-2NN" )
            when
                Node( resources.memoryBytes >= 7516192768, status == NodeStatus.READY, $node : id, $hostname : hostname )
                not NodeLabel( nodeId == $node, key == "big", value == "true" )
            then
                insertLogical( new Proposal( "ORC-SLP-2NN", new SetNodeLabel( $node, "big", "true" ), "big node",
                        $hostname + " has 7 GiB of memory or more" ) );
            end
            """;

    /** Each line: what is replaced, by what, line and column, what the caret stands under, the message, the advice. */
    private static final String SLIPS = """
            status == NodeStatus.READY | status = NodeStatus.READY | 9:55 | = N | '=' compares nothing | Maybe write == to compare
            key == "big" | key = "big" | 10:41 | = " | '=' compares nothing | Maybe write == to compare
            $node : id | $node = id | 9:82 | = i | '=' compares nothing | Maybe $node : id is meant, which keeps a field
            status == N | status === N | 9:55 | === | '===' compares nothing | Maybe write == to compare
            status == N | status <> N | 9:55 | <> | '<>' compares nothing | Maybe write != to compare
            >= 7516192768 | => 7516192768 | 9:33 | => | '=>' compares nothing | Maybe write >= to compare
            status == N | status is N | 9:55 | is | 'is' compares nothing | Maybe write == to compare
            7516192768, s | 7516192768 and s | 9:47 | and | within a pattern there is no 'and' | Maybe write a comma: all that is separated by commas must be true
            7516192768, s | 7516192768 or s | 9:47 | or | within a pattern there is no 'or' | Maybe in ( .. ) lists the values, or each case is a rule of its own
            7516192768 | 7GiB | 9:36 | 7GiB | a number stands without its unit | Maybe write 7516192768, which is that many bytes, or give it as a parameter of the policy
            7516192768 | 7 GiB | 9:36 | 7 GiB | a number stands without its unit | Maybe write 7516192768, which is that many bytes, or give it as a parameter of the policy
            7516192768 | 1.5 GB | 9:36 | 1.5 | a number stands without its unit | Maybe write 1500000000, which is that many bytes, or give it as a parameter of the policy
            7516192768 | 90% | 9:36 | 90% | a number stands without its unit | Maybe write 90: what holds a share of 100 has percent in its name
            7516192768 | 10min | 9:36 | 10min | a number stands without its unit | Maybe write 600000, which are milliseconds, or give it as a parameter of the policy
            7516192768 | 7,5 | 9:38 | 5, | constraint '5' compares nothing | Maybe a field is missing before it, or a comma was meant as a point
            7516192768 | | 9:33 | >= | '>=' compares with nothing | Maybe a value or a variable is missing behind it
            READY, $node | READY $node | 9:75 | $node | a comma is missing before '$node' | Maybe write a comma behind READY
            "big", value | "big, value | 10:44 | "big, | a quote is missing behind this one: text begins and ends in one line | Maybe write " behind the text
            key == "big" | key == big" | 10:47 | ", | a quote is missing before this one: text begins and ends in one line | Maybe write " before the text
            "big node" | "big node | 12:91 | "big | a quote is missing behind this one: text begins and ends in one line | Maybe write " behind the text
            labelling NN" | labelling NN | 6:6 | "propose | a quote is missing behind this one: text begins and ends in one line | Maybe write " behind the text
            "big", value | \u201cbig\u201d, value | 10:37 | key | constraint 'key == \u201cbig\u201d' cannot be read | Maybe write " for quotes that were made round or doubled
            "true" ) | "true" | 10:18 | ( node | this bracket is not closed before then | Maybe write ) at its end
            hostname ) | hostname | 9:9 | ( res | this bracket is not closed before the next pattern begins | Maybe write ) at its end
            "true" ) | "true" ) ) | 10:69 | ) | this bracket closes nothing | Maybe it is one too many
            not NodeLabel( | not NodeLabel | 10:9 | NodeLabel | the pattern NodeLabel has no brackets | Maybe write NodeLabel( ... ), with all it asks for between
            not Node | Not Node | 10:5 | Not | 'Not' cannot be read here | Maybe you meant not
            @id( "ORC-SLP-2NN" ) | @id "ORC-SLP-2NN" | 7:9 | "ORC | the id stands without brackets | Maybe write @id( "ORC-SLP-2NN" )
            when | whenever | 8:1 | whenever | 'whenever' is no part of a rule | Maybe you meant when
            then | than | 11:1 | than | 'than' is no part of a rule | Maybe you meant then
            end\\n | ende\\n | 14:1 | ende | 'ende' is no part of a rule | Maybe you meant end
            when\\n | | 8:5 | Node | rule "propose labelling NN" has no when before its condition | Maybe write when on a line above this
            then\\n | | 11:5 | insert | rule "propose labelling NN" has no then before its consequence | Maybe write then on a line above this
            end\\n | | 13:60 | | rule "propose labelling NN" does not end | Maybe write end on a line below its consequence
            more" ) ); | more" ) ) | 13:59 | | the consequence of "propose labelling NN" does not end | Maybe write ; behind its last bracket
            NodeStatus.READY | READY | 9:58 | READY | READY stands without the type it is a constant of | Maybe you meant NodeStatus.READY
            NodeStatus.READY | ready | 9:58 | ready | ready stands without the type it is a constant of | Maybe you meant NodeStatus.READY
            NodeStatus.READY | "READY" | 9:58 | "READY" | in 'status == "READY"' status, a NodeStatus, is compared with "READY", text, | Maybe you meant NodeStatus.READY
            READY, $node | RAEDY, $node | 9:69 | RAEDY | NodeStatus has no constant RAEDY, so this never matches | Maybe you meant READY
            nodeId == $node | nodeId == $nude | 10:30 | $nude | $nude is not bound before 'nodeId == $nude' | Maybe you meant $node
            key == "big" | key endsWith "big" | 10:41 | endsWith | 'endsWith' compares nothing | Maybe write matches ".*big"
            key == "big" | key startsWith "b.g" | 10:41 | startsWith | 'startsWith' compares nothing | Maybe write matches "b\\\\.g.*"
            key == "big" | key like "big" | 10:41 | like | 'like' compares nothing | Maybe write matches ".*big.*"
            key == "big" | key str[startsWith] "big" | 10:37 | key | constraint 'key str[startsWith] "big"' uses str[startsWith] | Maybe matches, as in name matches "beginning.*"
            key == "big" | key.startsWith( "big" ) | 10:41 | startsWith | constraint 'key.startsWith( "big" )' calls startsWith() | Maybe matches "beginning.*"
            status == NodeStatus.READY | since < now() - 5m | 9:48 | since | constraint 'since < now() - 5m' cannot be read | Maybe a Timer that another rule concludes, and Elapsed once it has lasted; or WindowOpen for a window of swarm.yml
            status == NodeStatus.READY | engineLabels["zone"] == "a" | 9:48 | engine | constraint 'engineLabels["zone"] == "a"' asks for one of many values: engineLabels["zone"] | Maybe a fact that holds it as a field, such as NodeLabel( nodeId == $node, key == "zone", value == "a" ); what stands in a map or list cannot be asked for by its name or place
            import io.orcastra.facts.cluster.* | import io/orcastra/facts/cluster/* | 3:8 | io/ | the parts of an import are separated by dots | Maybe write import io.orcastra.facts.cluster.*
            rule "propose | "propose | 6:1 | "propose | a name stands here without what it names | Maybe write rule before it
            """;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("each at its line and column, with the line, a caret under it and what may be meant")
    void slips() throws IOException {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        List<String> expected = new ArrayList<>();
        for (String slip : SLIPS.lines().toList()) {
            String number = String.format("%02d", expected.size() + 1);
            String[] parts = Stream.of(slip.replace("NN", number).split("\\|", -1)).map(part -> part.strip().replace("\\n", "\n"))
                    .toArray(String[]::new);
            String text = RULE.replace("NN", number);
            String bad = text.substring(0, text.indexOf(parts[0])) + parts[1] + text.substring(text.indexOf(parts[0]) + parts[0].length());
            Files.writeString(rules.resolve("slip" + number + ".drl"), bad);
            String[] place = parts[2].split(":");
            String line = bad.lines().toList().get(Integer.parseInt(place[0]) - 1);
            int column = Integer.parseInt(place[1]);
            assertThat(line.substring(Math.min(column - 1, line.length()))).as(slip).startsWith(parts[3]);
            expected.add("slip" + number + ".drl:" + parts[2] + ": " + parts[4] + "\n    " + line + "\n    " + " ".repeat(column - 1)
                    + "^\n  " + parts[5] + "\n");
        }

        String output = check();

        SoftAssertions.assertSoftly(all -> expected.forEach(one -> all.assertThat(output).contains(one)));
    }

    @Test
    @DisplayName("a slip in one rule hides no slip in another, and no mistake brings others with it")
    void several() throws IOException {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        String second = RULE.replaceAll("(?s).*(?=rule \"propose)", "").replace("NN", "02");
        Files.writeString(rules.resolve("own.drl"), RULE.replace("NN", "01").replace("key == ", "key = ") + second.replace("nodeId == $node", "nodeId ==")
                + second.replace("02", "03").replace("not NodeLabel", "not - NodeLabel"));

        assertThat(check().lines().filter(line -> line.startsWith("own.drl:"))).hasSize(3).satisfiesExactly(
                line -> assertThat(line).startsWith("own.drl:10:41: '=' compares nothing"),
                line -> assertThat(line).startsWith("own.drl:19:27: '==' compares with nothing"),
                line -> assertThat(line).startsWith("own.drl:28:"));
    }

    private String check() {
        StringWriter out = new StringWriter();
        int code = Orcastra.execute(new Surroundings(Map.of("STATE_DIR", Path.of("target", "test-state").toString()), folder,
                new PrintWriter(out, true), new PrintWriter(out, true), false, Clock.of(() -> Instant.EPOCH, () -> 0)),
                "check", "--config", folder.toString());
        assertThat(code).isEqualTo(1);
        return out.toString();
    }
}
