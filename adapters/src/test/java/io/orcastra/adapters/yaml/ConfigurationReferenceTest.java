package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.yaml.Variable.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables in {@code docs/configuration.md} are those the reader works by, and its examples are loaded. */
class ConfigurationReferenceTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

    static Stream<Arguments> tables() {
        Stream<Arguments> keys = Stream.of(FileKind.SWARM, FileKind.REBALANCE, FileKind.EXPORTER)
                .map(kind -> Arguments.of(kind.fileName(), keys(Keys.of(kind))));
        Stream<Arguments> variables = Stream.of(
                Arguments.of("variables", variables(Standing.IN_FORCE, "| Variable | Value | Default | Meaning |",
                        v -> row(code(v.name()), v.form, code(v.defaultValue), v.meaning))),
                Arguments.of("variables without effect", variables(Standing.GONE, "| Variable | Instead |",
                        v -> row(code(v.name()), v.meaning))));
        return Stream.concat(keys, variables);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void tableIsWhatTheReaderWorksBy(String name, String expected) throws IOException {
        assertThat(Files.readString(DOCUMENT))
                .as("docs/configuration.md must hold between its marks:\n%s", expected)
                .contains("<!-- table: " + name + " -->\n" + expected + "<!-- end -->");
    }

    @Test
    void everyExampleIsAFlawlessConfiguration(@TempDir Path temporary) throws IOException {
        Matcher example = Pattern.compile("```yaml\n(# [a-z_]+\\.yml\n)?(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT));
        int examples = 0;
        while (example.find()) {
            String header = example.group(1);
            String file = header == null ? "swarm.yml" : header.substring(2).strip();
            Path folder = Files.createDirectory(temporary.resolve("example" + examples++));
            assertThat(new Folder(folder).with(file, example.group(2)).problems(Map.of()))
                    .as("problems of %s", example.group(2)).isEmpty();
        }
        assertThat(examples).isGreaterThan(3);
    }

    private static String keys(Keys keys) {
        return table("| Key | Value | Default | Meaning |", keys.all().stream().map(key ->
                row(code(key.path()), key.form(), code(key.defaultValue()), key.meaning())));
    }

    private static String variables(Standing standing, String header, Function<Variable, String> row) {
        return table(header, Arrays.stream(Variable.values()).filter(v -> v.standing == standing).map(row));
    }

    private static String table(String header, Stream<String> rows) {
        String rule = header.replaceAll("[^|]+", "---");
        return Stream.concat(Stream.of(header, rule), rows).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String row(String... cells) {
        return Stream.of(cells).map(cell -> cell.isEmpty() ? " " : " " + cell + " ")
                .collect(Collectors.joining("|", "|", "|"));
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }
}
