package io.orcastra.rules;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fact reference: types and components as the classes have them, their meaning as the Javadoc of the sources says. */
final class FactPage {
    private static final String ROOT = "io.orcastra.facts.";
    private static final Pattern CONCLUSION = Pattern.compile(
            "@id\\( \"(ORC-[A-Z]{3}-\\d{3})\" \\)(?:(?!\nend).)*?insertLogical\\( new (\\w+)\\(", Pattern.DOTALL);

    /** Package and who puts its facts in, how often; in the order in which a decision comes about. */
    private static final Map<String, String> PACKAGES = new LinkedHashMap<>();

    /** What components of these names mean wherever they stand. */
    private static final Map<String, String> USUAL = Map.of(
            "serviceId", "id of the `Service`", "nodeId", "id of the `Node`", "taskId", "id of the `Task`",
            "dependentId", "id of the `Service` that follows", "anchorId", "id of the `Service` that is followed",
            "until", "when it ends by itself", "rule", "id of the rule", "reason", "English, one clause",
            "subject", "id of the node or service");

    static {
        PACKAGES.put("cluster", "What is seen of the swarm. Put in by the observers: from Docker at each look, which is when an "
                + "event tells of a change, and every 60 s; memory with each round of measurements, every 30 s.");
        PACKAGES.put("policy", "What the operator wants. Put in from the configuration files, and anew when one of them is edited.");
        PACKAGES.put("control", "What Orcastra knows of itself and of time. Put in by the engine: from the ledger at each look, "
                + "from its timers at their moment. `Timer`, `HeldTimer` and `Recovered` are concluded by rules.");
        PACKAGES.put("condition", "What follows. Concluded by rules, and there as long as what it follows from; rules of your own may "
                + "read and conclude them.");
        PACKAGES.put("decision", "What is wished for and what stands in its way. Concluded by rules, but `Outcome`, which tells how an "
                + "action ended.");
    }

    private final Path sources;
    private final Map<String, TreeSet<String>> concludedBy;
    private final StringBuilder text = new StringBuilder("""
            # Facts

            Every fact a rule may read or conclude, generated from the code. A pattern names a type, and fields of it:
            `Node( role == NodeRole.MANAGER, $node : id )`. Times are moments in UTC or durations, memory is in bytes. Which rules
            conclude a fact is told below it; the rules themselves are in [rules.md](rules.md).
            """);

    private FactPage(Path sources) {
        this.sources = sources;
        concludedBy = RulePack.builtIn().stream().flatMap(file -> CONCLUSION.matcher(file.text()).results())
                .collect(Collectors.groupingBy(found -> found.group(2),
                        Collectors.mapping(found -> found.group(1), Collectors.toCollection(TreeSet::new))));
    }

    /** @param sources folder of the package {@code io.orcastra.facts} */
    static String of(Path sources) throws IOException {
        FactPage page = new FactPage(sources);
        for (Map.Entry<String, String> one : PACKAGES.entrySet()) {
            page.text.append("\n## ").append(one.getKey().substring(0, 1).toUpperCase()).append(one.getKey().substring(1))
                    .append("\n\n").append(one.getValue()).append('\n');
            page.types(one.getKey());
        }
        return page.text.toString();
    }

    private void types(String name) throws IOException {
        try (Stream<Path> files = Files.list(sources.resolve(name))) {
            for (Path file : files.filter(path -> !path.endsWith("package-info.java")).sorted().toList()) {
                String simple = file.getFileName().toString().replace(".java", "");
                type(load(ROOT + name + "." + simple), Files.readString(file));
            }
        }
    }

    private void type(Class<?> type, String source) {
        Javadoc javadoc = Javadoc.of(source, type.getSimpleName());
        text.append("\n### ").append(type.getSimpleName()).append("\n\n").append(javadoc.words()).append('\n');
        if (type.isEnum()) {
            text.append("\nOne of ").append(Arrays.stream(type.getEnumConstants()).map(one -> "`" + one + "`")
                    .collect(Collectors.joining(", "))).append(".\n");
        } else if (fields(type, source, javadoc).size() > 0) {
            text.append("\n| field | type | meaning |\n|---|---|---|\n");
            fields(type, source, javadoc).forEach(text::append);
        }
        if (concludedBy.containsKey(type.getSimpleName())) {
            text.append("\nConcluded by ").append(String.join(", ", concludedBy.get(type.getSimpleName()))).append(".\n");
        }
    }

    /** Components first, then what else can be asked. */
    private static List<String> fields(Class<?> type, String source, Javadoc javadoc) {
        List<RecordComponent> components = type.isRecord() ? List.of(type.getRecordComponents()) : List.of();
        List<String> names = components.stream().map(RecordComponent::getName).toList();
        Stream<String> rows = components.stream().map(component -> row(component.getName(), component.getGenericType(),
                javadoc.parameters().getOrDefault(component.getName(), USUAL.getOrDefault(component.getName(), ""))));
        Stream<String> others = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getParameterCount() == 0 && Modifier.isPublic(method.getModifiers())
                        && !Modifier.isStatic(method.getModifiers()) && !names.contains(method.getName())
                        && !List.of("hashCode", "toString").contains(method.getName()))
                .sorted((one, other) -> one.getName().compareTo(other.getName()))
                .map(method -> row(method.getName(), method.getGenericReturnType(),
                        Javadoc.ofMethod(source, method.getName()).orElse(USUAL.getOrDefault(method.getName(), ""))));
        return Stream.concat(rows, others).toList();
    }

    private static String row(String name, java.lang.reflect.Type type, String meaning) {
        return "| `" + name + "` | " + type.getTypeName().replaceAll("[a-z.]+\\.", "").replace('$', '.') + " | "
                + meaning.replace("|", "\\|") + " |\n";
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, FactPage.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name + " has a source and no class", e);
        }
    }

    /** A comment in plain words. */
    private record Javadoc(String words, Map<String, String> parameters) {
        private static final String COMMENT = "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*";

        static Javadoc of(String source, String type) {
            Matcher matcher = Pattern.compile(COMMENT + "public (?:sealed )?(?:record|enum|interface) " + type + "\\b", Pattern.DOTALL)
                    .matcher(source);
            String[] parts = plain(matcher.find() ? matcher.group(1) : "").split("@param ");
            Map<String, String> parameters = new LinkedHashMap<>();
            Arrays.stream(parts).skip(1).map(part -> part.split(" ", 2))
                    .forEach(part -> parameters.put(part[0], part[1].strip()));
            return new Javadoc(parts[0].strip(), parameters);
        }

        static java.util.Optional<String> ofMethod(String source, String method) {
            Matcher matcher = Pattern.compile(COMMENT + "(?:default |public )*[\\w<>.]+ " + method + "\\(\\)", Pattern.DOTALL)
                    .matcher(source);
            return matcher.find() ? java.util.Optional.of(plain(matcher.group(1))) : java.util.Optional.empty();
        }

        private static String plain(String comment) {
            return comment.replaceAll("(?m)^\\s*\\* ?", "").replaceAll("\\{@code ([^}]*)}", "`$1`")
                    .replaceAll("\\{@link(?:plain)? [\\w.#]*?(\\w+)}", "`$1`").replaceAll("</?p>", "").replaceAll("\\s+", " ").strip();
        }
    }
}
