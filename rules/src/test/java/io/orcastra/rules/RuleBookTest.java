package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orcastra.rules.verify.RuleVerifier;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.drools.core.common.InternalWorkingMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleBookTest {
    private static final String RULE = """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.decision.*

            rule "report a task"
                @id( "ORC-TST-401" )
            when
                Task( $task : id, %s )
            then
                insertLogical( new Finding( "ORC-TST-401", %s, "seen", "Maybe" ) );
            end
            """;

    private static RuleSource rule(String constraint, String subject) {
        return new RuleSource("own.drl", RULE.formatted(constraint, subject));
    }

    private static List<RuleProblem> problems(RuleSource... sources) {
        return catchThrowableOfType(InvalidRules.class, () -> RuleBook.of(List.of(sources))).problems();
    }

    @Test
    void everyRuleOfThePackIsListedWithItsPlace() throws IOException {
        RuleBook book = RuleVerifier.pack();

        assertThat(book.rules()).hasSizeGreaterThan(40);
        for (RuleSource source : RulePack.builtIn()) {
            List<String> lines = source.text().lines().toList();
            assertThat(book.rules()).filteredOn(rule -> rule.file().equals(source.name())).isNotEmpty().allSatisfy(rule ->
                    assertThat(lines.get(rule.line() - 1)).isEqualTo("rule \"" + rule.sentence() + "\""));
        }
        assertThat(book.rules()).allSatisfy(rule -> assertThat(book.named(rule.sentence())).contains(rule));
    }

    @Test
    void thePackIsTheFilesInItsFolder() throws IOException, URISyntaxException {
        Path folder = Path.of(RulePack.class.getResource("anchors.drl").toURI()).getParent();

        assertThat(RulePack.in(folder)).containsExactlyInAnyOrderElementsOf(RulePack.builtIn());
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheRules(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("own.drl"), "\uFEFF" + rule("slot > 1", "$task").text());

        assertThat(RulePack.in(folder)).containsExactly(rule("slot > 1", "$task"));
    }

    @Test
    void rulesOfOnesOwnAreListedAndFire() {
        RuleBook book = RuleBook.of(List.of(rule("slot > 1", "$task")));

        assertThat(book.rules()).containsExactly(
                new RuleDescription("ORC-TST-401", "report a task", RuleFamily.FINDING, "own.drl", 5, "own", List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            staet == TaskState.RUNNING | $task | 8  | 23 | staet
            state == TaskState.RUNNIN  | $task | 8  | 32 | RUNNIN
            id == $nope                | $task | 8  | 23 | $nope
            slot == "x"                | $task | 5  | 0  | "x"
            slot > 1                   | $nope | 10 | 48 | $nope
            slot > )                   | $task | 8  | 28 | compares with nothing
            """)
    void aMistakeIsReportedWhereItStands(String constraint, String subject, int line, int column, String text) {
        assertThat(problems(rule(constraint, subject))).first().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("own.drl");
            assertThat(problem.line()).as(problem.toString()).isEqualTo(line);
            assertThat(problem.column()).as(problem.toString()).isEqualTo(column);
            assertThat(problem.message()).contains(text);
            assertThat(problem.advice()).startsWith("Maybe ");
        });
    }

    @Test
    void whatCompilesAndCannotBeLoadedNamesItsFile(@TempDir Path folder) {
        RuleSource bad = new RuleSource("bad.drl", RULE.replace("report a task", "report a stack")
                .formatted("serviceId matches \"[a\"", "$task"));

        for (int start = 0; start < 2; start++) {
            InvalidRules invalid = catchThrowableOfType(InvalidRules.class,
                    () -> RuleBook.cachedIn(folder, List.of(rule("slot > 1", "$task"), bad)));
            assertThat(invalid.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.file()).isEqualTo("bad.drl");
                assertThat(problem.message()).contains("cannot be loaded").contains("Unclosed character class");
                assertThat(problem.advice()).startsWith("Maybe ");
            });
        }
    }

    @Test
    void allMistakesOfAllFilesAreReportedAtOnce() {
        var first = new RuleSource("a.drl", rule("slot > )", "$task").text());
        var second = new RuleSource("b.drl", "package io.orcastra.rules\nrule when then");

        assertThat(problems(first, second)).extracting(RuleProblem::file).contains("a.drl", "b.drl");
    }

    @Test
    void aSecondStartReadsTheCache(@TempDir Path folder) throws IOException {
        List<RuleSource> sources = List.of(rule("slot > 1", "$task"));
        RuleBook compiled = RuleBook.cachedIn(folder, sources);
        Path file = onlyFile(folder);
        Object written = Files.readAttributes(file, BasicFileAttributes.class).fileKey();

        RuleBook cached = RuleBook.cachedIn(folder, sources);

        assertThat(cached.rules()).isEqualTo(compiled.rules());
        assertThat(cached.kieBase().getRule("io.orcastra.rules", "report a task")).isNotNull();
        assertThat(Files.readAttributes(file, BasicFileAttributes.class).fileKey()).isEqualTo(written);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void otherRulesAreStoredBesideTheOldOnes(@TempDir Path folder) throws IOException {
        RuleBook.cachedIn(folder, List.of(rule("slot > 1", "$task")));
        Path old = onlyFile(folder);

        RuleBook.cachedIn(folder, List.of(rule("slot > 2", "$task")));

        assertThat(old).exists();
        assertThat(folder.toFile().list()).hasSize(2);
    }

    @Test
    void anEditCompilesItsFileAlone(@TempDir Path folder) throws IOException {
        List<RuleSource> pack = new ArrayList<>(RulePack.builtIn());
        pack.add(rule("slot > 1", "$task"));

        RuleBook book = RuleBook.cachedIn(folder, pack);

        onlyFile(folder);
        assertThat(book.rules()).hasSize(RuleVerifier.pack().rules().size() + 1);
    }

    @Test
    void twoRulesOfOneNameInTwoFilesAreRefused() {
        RuleSource own = rule("slot > 1", "$task");

        assertThat(problems(own, new RuleSource("twin.drl", own.text()))).singleElement()
                .hasToString("twin.drl:5: rule name \"report a task\" is already used at own.drl:5\n"
                        + "    rule \"report a task\"\n  Maybe it was copied and not changed");
    }

    @Test
    void whatTwoFilesHaveInCommonIsMatchedOnce() {
        RuleSource own = rule("slot > 1", "$task");
        RuleSource other = new RuleSource("other.drl", own.text().replace("report a task", "report a task as well"));
        var session = RuleBook.of(List.of(own, other)).kieBase().newKieSession();
        try {
            assertThat(((InternalWorkingMemory) session).getKnowledgeBase().getRete().getObjectTypeNodes())
                    .filteredOn(node -> node.getObjectType().getClassName().endsWith(".Task")).singleElement()
                    .satisfies(node -> assertThat(node.getSinks()).hasSize(1));
        } finally {
            session.dispose();
        }
    }

    @Test
    void aDamagedOrForeignCacheCostsOnlyACompile(@TempDir Path folder) throws IOException {
        List<RuleSource> sources = List.of(rule("slot > 1", "$task"));
        RuleBook.cachedIn(folder, sources);
        byte[] good = Files.readAllBytes(onlyFile(folder));

        for (byte[] bad : List.of(new byte[0], new byte[40], flipped(good, good.length - 1), flipped(good, 0))) {
            Files.write(onlyFile(folder), bad);
            assertThat(RuleBook.cachedIn(folder, sources).rules()).hasSize(1);
            assertThat(Files.readAllBytes(onlyFile(folder))).isNotEqualTo(bad);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenCostsOnlyACompile(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("no-folder"));

        assertThat(RuleBook.cachedIn(file, List.of(rule("slot > 1", "$task"))).rules()).hasSize(1);
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] copy = bytes.clone();
        copy[at] ^= 1;
        return copy;
    }
}
