package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import io.orcastra.adapters.scenario.ScenarioFiles;
import io.orcastra.adapters.scenario.script.KnownRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas for editors and the table of keys say what the reader accepts; {@code -Dorcastra.update=true} writes them. */
class SchemasTest {
    private static final Path SCHEMAS = Path.of("..", "config", "schema");
    private static final Path DOCUMENT = Path.of("..", "docs", "scenarios.md");
    /** Keys of a scenario below which all of another file may stand. */
    private static final Map<String, FileKind> WHOLE_FILES =
            Map.of("configuration.swarm", FileKind.SWARM, "configuration.rebalance", FileKind.REBALANCE,
                    "configuration.exporter", FileKind.EXPORTER);
    private static final Map<String, List<String>> REQUIRED = Map.of("scenario", List.of("cluster"));
    private static final String TIME = "^ *(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00) *$";
    private static final boolean UPDATE = Boolean.getBoolean("orcastra.update");

    static Stream<Arguments> kinds() {
        return Stream.of(Arguments.of("scenario", ScriptKeys.ALL), Arguments.of("swarm", Keys.of(FileKind.SWARM)),
                Arguments.of("rebalance_config", Keys.of(FileKind.REBALANCE)),
                Arguments.of("node_exporter_deploy", Keys.of(FileKind.EXPORTER)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void theSchemaIsWhatTheReaderWorksBy(String name, Keys keys) throws IOException {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", name + ".yml of Orcastra");
        schema.putAll(map(keys, ""));
        Optional.ofNullable(REQUIRED.get(name)).ifPresent(required -> schema.put("required", required));
        String text = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(schema) + "\n";

        same(SCHEMAS.resolve(name + ".schema.json"), text);
    }

    @Test
    void theTableOfKeysIsWhatTheReaderWorksBy() throws IOException {
        StringBuilder table = new StringBuilder("<!-- table: scenario -->\n| Key | Value | Default | Meaning |\n|---|---|---|---|\n");
        for (Key key : ScriptKeys.ALL.all()) {
            String standard = key.defaultValue().isEmpty() ? "" : "`" + key.defaultValue() + "`";
            table.append("| `").append(key.path()).append("` | ").append(key.form()).append(" | ").append(standard)
                    .append(" | ").append(key.meaning()).append(" |\n");
        }
        String kept = Files.readString(DOCUMENT);
        String now = Pattern.compile("<!-- table: scenario -->.*?<!-- end -->", Pattern.DOTALL).matcher(kept)
                .replaceFirst(Matcher.quoteReplacement(table + "<!-- end -->"));
        same(DOCUMENT, now);
    }

    @Test
    void everyExampleIsAFlawlessScenario(@TempDir Path folder) throws Exception {
        Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
        int examples = 0;
        while (example.find()) {
            Path file = Files.writeString(folder.resolve(examples++ + ScenarioFiles.ENDING), example.group(1));
            ScriptReader.read(file, (rules, policies) -> new KnownRules(Set.of("ORC-MEM-301"), Set.of()));
        }
        assertThat(examples).isPositive();
    }

    static Stream<Path> filesWithASchema() throws IOException {
        try (Stream<Path> files = Files.walk(SCHEMAS.resolveSibling("."))) {
            return files.filter(file -> file.toString().endsWith(".yml")).filter(file -> modeline(file).find()).sorted()
                    .toList().stream();
        }
    }

    private static Matcher modeline(Path file) {
        try {
            return Pattern.compile("\\A# yaml-language-server: \\$schema=(\\S+)\n").matcher(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("filesWithASchema")
    void whatNamesItsSchemaFollowsIt(Path file) throws IOException {
        Matcher modeline = modeline(file);
        assertThat(modeline.find()).isTrue();
        Validator validator = new ValidatorFactory().withJsonNodeFactory(new JacksonNode.Factory()).createValidator();
        URI schema = validator.registerSchema(Files.readString(file.resolveSibling(modeline.group(1))));
        Object content = Yaml12.load(Files.readString(file));

        assertThat(validator.validate(schema, new ObjectMapper().writeValueAsString(content)).getErrors())
                .extracting(error -> error.getInstanceLocation() + " " + error.getError()).isEmpty();
    }

    private static List<String> errors(String schema, String yaml) throws IOException {
        Validator validator = new ValidatorFactory().withJsonNodeFactory(new JacksonNode.Factory()).createValidator();
        URI known = validator.registerSchema(Files.readString(SCHEMAS.resolve(schema + ".schema.json")));
        return validator.validate(known, new ObjectMapper().writeValueAsString(Yaml12.load(yaml))).getErrors().stream()
                .map(error -> error.getInstanceLocation() + " " + error.getError()).toList();
    }

    @Test
    void everyScenarioThereIsFollowsTheSchema() throws IOException {
        List<Path> scenarios = ScenarioFiles.in(List.of(SCHEMAS.resolve("..").normalize()));

        assertThat(scenarios).hasSizeGreaterThan(100);
        for (Path scenario : scenarios) {
            assertThat(errors("scenario", Files.readString(scenario))).as(scenario.toString()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"days: [ mon ]", "days: [ sunday, Tues ]", "from: '6:30'", "to: '24:00'"})
    void aSpanThatTheReaderTakesFollowsTheSchema(String span) throws IOException {
        assertThat(errors("swarm", "windows: { night: { " + span + " } }")).isEmpty();
        assertThat(errors("swarm", "windows: { night: [ { " + span + " } ] }")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"days: [ sonntag ]", "days: [ mo ]", "from: '25:00'", "to: '24:30'", "from: '7'"})
    void aSpanThatTheReaderRefusesDoesNotFollowTheSchema(String span) throws IOException {
        assertThat(errors("swarm", "windows: { night: { " + span + " } }")).isNotEmpty();
        assertThat(errors("swarm", "windows: { night: [ { " + span + " } ] }")).isNotEmpty();
    }

    @Test
    void aScenarioHasAClusterAndIsPausedForServicesOrEverything() throws IOException {
        assertThat(errors("scenario", "title: A\ngolden: true\n")).isNotEmpty();
        assertThat(errors("scenario", "cluster: { nodes: { oak: { role: manager } } }\npaused: everything\n")).isEmpty();
        assertThat(errors("scenario", "cluster: {}\npaused: anything\n")).isNotEmpty();
    }

    @Test
    void samplesAndCookbookNameTheirSchema() throws IOException {
        assertThat(filesWithASchema().filter(file -> file.toString().contains("cookbook"))).hasSizeGreaterThan(20);
        assertThat(filesWithASchema().filter(file -> file.toString().contains("samples"))).hasSizeGreaterThan(4);
    }

    private static void same(Path file, String now) throws IOException {
        if (UPDATE) {
            Files.writeString(file, now);
        }
        assertThat(Files.readString(file)).as("%s, run with -Dorcastra.update=true", file).isEqualTo(now);
    }

    private static Map<String, Object> map(Keys keys, String path) {
        Map<String, Object> schema = new LinkedHashMap<>();
        Map<String, Object> named = new LinkedHashMap<>();
        schema.put("type", List.of("object", "null"));
        schema.put("additionalProperties", false);
        for (Key key : keys.childrenOf(path)) {
            if (key.isOpen()) {
                schema.put("additionalProperties", value(keys, key));
            } else if (!key.name().endsWith("[]")) {
                named.put(key.name(), value(keys, key));
            }
        }
        schema.put("properties", named);
        return schema;
    }

    private static Map<String, Object> value(Keys keys, Key key) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", key.meaning().replace("`", ""));
        List<Object> forms = new ArrayList<>();
        if (WHOLE_FILES.containsKey(key.path())) {
            forms.add(map(Keys.of(WHOLE_FILES.get(key.path())), ""));
        }
        if (!keys.childrenOf(key.path()).isEmpty()) {
            forms.add(map(keys, key.path()));
        }
        if (!keys.childrenOf(key.path() + "[]").isEmpty()) {
            forms.add(new TreeMap<>(Map.of("type", "array",
                    "items", Map.of("anyOf", List.of(Map.of("type", "string"), map(keys, key.path() + "[]"))))));
        } else if (key.form().startsWith("list of days")) {
            forms.add(new TreeMap<>(Map.of(
                    "type", "array", "items", new TreeMap<>(Map.of("type", "string", "pattern", days())))));
        } else if (key.form().contains("list")) {
            forms.add(Map.of("type", "array"));
        }
        Matcher word = Pattern.compile("list.*, or `(\\w+)`").matcher(key.form());
        if (word.matches()) {
            forms.add(Map.of("enum", List.of(word.group(1))));
        }
        if (forms.isEmpty() || Stream.of("path", "command", "text").anyMatch(key.form()::contains)) {
            forms.add(plain(key));
        }
        if (forms.size() == 1 && forms.get(0) instanceof Map<?, ?> only) {
            only.forEach((name, part) -> schema.put((String) name, part));
        } else {
            schema.put("anyOf", forms);
        }
        return schema;
    }

    /** In any case, and cut after three letters or more, as the reader takes them. */
    private static String days() {
        return Stream.of(DayOfWeek.values()).map(day -> {
            String rest = "";
            for (int at = day.name().length() - 1; at >= 0; at--) {
                String letter = "[" + day.name().charAt(at) + day.name().toLowerCase(Locale.ROOT).charAt(at) + "]";
                rest = at < 3 ? letter + rest : "(" + letter + rest + ")?";
            }
            return rest;
        }).collect(Collectors.joining("|", "^(", ")$"));
    }

    private static Map<String, Object> plain(Key key) {
        Map<String, Object> schema = new LinkedHashMap<>();
        Matcher choice = Pattern.compile("`([^` ]+)`").matcher(key.form());
        List<String> choices = choice.results().map(found -> found.group(1)).toList();
        if (key.range().isPresent()) {
            schema.put("type", key.form().startsWith("whole") ? "integer" : "number");
            schema.put("minimum", key.range().get().min());
            schema.put("maximum", key.range().get().max());
        } else if (key.form().startsWith("time of the day")) {
            schema.put("type", "string");
            schema.put("pattern", TIME);
        } else if (choices.equals(List.of("true", "false"))) {
            schema.put("type", "boolean");
        } else if (choices.size() > 1 && key.form().contains(" or ") && !key.form().contains("such as")) {
            schema.put("enum", choices);
        } else {
            schema.put("type", List.of("string", "number", "boolean", "null"));
        }
        return schema;
    }
}
