package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes: a configuration, or {@link ConfigurationInvalid} with readable problems; and soon. */
class ConfigurationFuzzTest {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final List<String> FRAGMENTS = List.of(
            "{", "}", "[", "]", ":", ": ", "- ", "\n", "\n  ", "\t", "#", "&a ", "*a", "<<: *a", "<<: [*a, *a]", "!!", "!x ",
            "|", ">", "'", "\"", "%YAML 9.9\n", "%YAML 99999999999999.1\n", "---\n", "...\n", "? ", "~",
            "=", "\\x", "\"\\ud800\"", "\u0000", "\ufeff", "\ud83d\ude00", "nodes", "dependencies", "options", "1e999",
            "-0", "0x", "2026-13-45", ".inf", "0b", "@", "`");

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @EnumSource(FileKind.class)
    void mutatedSamples(FileKind kind) throws IOException {
        List<byte[]> seeds = seeds(kind);
        Random random = new Random(kind.ordinal());
        int refused = 0;
        for (int round = 0; round < 600; round++) {
            byte[] bytes = mutated(seeds.get(random.nextInt(seeds.size())), random);
            refused += judged(kind, bytes) ? 0 : 1;
        }

        assertThat(refused).as("mutations that were refused").isBetween(50, 599);
    }

    @ParameterizedTest
    @EnumSource(FileKind.class)
    void randomBytesAndRandomText(FileKind kind) throws IOException {
        Random random = new Random(100 + kind.ordinal());
        for (int round = 0; round < 250; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            judged(kind, bytes);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                text.append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
            }
            judged(kind, text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "!!set {", "? ", "'", "*", "&x "})
    void deepNesting(String opening) throws IOException {
        assertThat(judged(FileKind.SWARM, opening.repeat(100_000).getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "a: \"\\x\"", "a: \"\\uzzzz\"", "a: \"\\U0011ffff\"", "%YAML 99999999999.1\n--- {}", "a: !<tag:%zz> b"})
    void whatTheParserItselfStumblesOver(String text) throws IOException {
        assertThat(judged(FileKind.SWARM, text.getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    @Test
    void whereItIsTooDeepIsTold(@TempDir Path other) {
        new Folder(other).with("swarm.yml", "nodes:\n  oak: " + "[".repeat(40) + "]".repeat(40) + "\n");

        assertThat(ProblemReport.of(new Folder(other).problems(Map.of())))
                .contains("swarm.yml:2:38: error: lists and maps lie more than 32 deep in one another")
                .contains("Maybe a bracket is not closed").doesNotContain("aliases");
    }

    @Test
    void aliasesInsideAliases() throws IOException {
        StringBuilder bomb = new StringBuilder("a: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 20; i++) {
            bomb.append("b").append(i).append(": &a").append(i).append(" [").append(("*a" + (i - 1) + ",").repeat(9))
                    .append("x]\n");
        }
        assertThat(judged(FileKind.SWARM, bomb.toString().getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    @Test
    void mergesInsideMerges() throws IOException {
        StringBuilder bomb = new StringBuilder("a: &a0 {x: 1}\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("b").append(i).append(": &a").append(i).append(" {<<: [").append(("*a" + (i - 1) + ",").repeat(9))
                    .append("]}\n");
        }
        judged(FileKind.SWARM, bomb.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFileTooLarge() throws IOException {
        assertThat(judged(FileKind.SWARM, "#".repeat(YamlFile.LARGEST + 1).getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(judged(FileKind.SWARM, "#".repeat(YamlFile.LARGEST).getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @Test
    void aThousandAnchorsInOneLongChain() throws IOException {
        StringBuilder chain = new StringBuilder("dependencies:\n");
        for (int i = 0; i < 5000; i++) {
            chain.append("  s").append(i).append(": [ s").append((i + 1) % 5000).append(" ]\n");
        }
        assertThat(judged(FileKind.SWARM, chain.toString().getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @Test
    void randomVariables() {
        Random random = new Random(7);
        List<String> values = List.of("", " ", "true", "TRUE ", "-1", "0", "60", "9".repeat(40), "\n", "\u0000", "a:b:c",
                "[::", "::::::", "[", "/", "../..", "\ud800", "Europe/Berlin", "x".repeat(10_000), "*", "${X}");
        Folder folder = new Folder(temporary).with("swarm.yml", "dependencies: { db: [ web ] }");
        for (int round = 0; round < 600; round++) {
            Variable variable = Variable.values()[random.nextInt(Variable.values().length)];
            Map<String, String> environment = Map.of(variable.name(), values.get(random.nextInt(values.size())));
            readable(folder.problems(environment));
        }
    }

    /** Whether it was accepted. */
    private boolean judged(FileKind kind, byte[] bytes) throws IOException {
        Path file = Files.write(temporary.resolve(kind.fileName()), bytes);
        return assertTimeoutPreemptively(SOON, () -> {
            try {
                readable(new ConfigurationLoader().load(List.of(file), Map.of()).warnings());
                return true;
            } catch (ConfigurationInvalid e) {
                assertThat(e.problems()).anyMatch(Problem::isError);
                readable(e.problems());
                return false;
            }
        });
    }

    private static void readable(List<Problem> problems) {
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.message()).isNotBlank().doesNotContain("Exception", "null").hasSizeLessThan(600);
            assertThat(problem.advice()).startsWith("Maybe ");
            assertThat(ProblemReport.of(problem).chars().filter(c -> c != '\n').anyMatch(Character::isISOControl)).isFalse();
        });
    }

    private static byte[] mutated(byte[] seed, Random random) {
        byte[] bytes = seed;
        for (int i = random.nextInt(4); i >= 0; i--) {
            int from = random.nextInt(bytes.length + 1);
            int to = Math.min(bytes.length, from + random.nextInt(30));
            byte[] middle = switch (random.nextInt(4)) {
                case 0 -> new byte[0];
                case 1 -> new byte[] {(byte) random.nextInt(256)};
                case 2 -> FRAGMENTS.get(random.nextInt(FRAGMENTS.size())).getBytes(StandardCharsets.UTF_8);
                default -> (new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).repeat(2))
                        .getBytes(StandardCharsets.ISO_8859_1);
            };
            bytes = joined(bytes, from, middle, to);
        }
        return bytes;
    }

    private static byte[] joined(byte[] bytes, int from, byte[] middle, int to) {
        byte[] result = new byte[from + middle.length + bytes.length - to];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(bytes, to, result, from + middle.length, bytes.length - to);
        return result;
    }

    private static List<byte[]> seeds(FileKind kind) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SamplesTest.SAMPLES)) {
            for (Path file : files.filter(path -> path.endsWith(kind.fileName())).sorted().toList()) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        assertThat(seeds).as("samples of %s", kind.fileName()).isNotEmpty();
        return seeds;
    }
}
