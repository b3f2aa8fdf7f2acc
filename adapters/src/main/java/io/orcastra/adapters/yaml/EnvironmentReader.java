package io.orcastra.adapters.yaml;

import io.orcastra.adapters.yaml.Problem.Severity;
import io.orcastra.adapters.yaml.Variable.Standing;
import io.orcastra.rules.Spelling;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads environment variables; a malformed one is a problem at {@code environment:NAME} and yields its default. */
final class EnvironmentReader {
    /** Below this length every other program's variable looks like a misspelling of ours. */
    private static final int SHORTEST_MISSPELLING = 6;
    private static final int LONGEST_LIST = 2000;

    private final Map<String, String> environment;
    private final Problems problems;

    EnvironmentReader(Map<String, String> environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** Empty when the variable is not set, or set to nothing as compose files do with {@code ${UNSET}}. */
    Optional<String> text(Variable variable) {
        return Optional.ofNullable(environment.get(variable.name())).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Of a variable that a file names, which is none of ours. */
    Optional<String> named(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    Optional<Boolean> flagIfSet(Variable variable) {
        return text(variable).flatMap(text -> Flag.parse(text)
                .or(() -> malformed(variable, "true or false", "Maybe write " + variable + "=true.")));
    }

    boolean flag(Variable variable) {
        return flagIfSet(variable).orElseGet(() -> Boolean.valueOf(variable.defaultValue));
    }

    Duration seconds(Variable variable) {
        return Duration.ofSeconds(number(variable, "a whole number of seconds"));
    }

    /** @param what is wanted, in words */
    long number(Variable variable, String what) {
        Range range = variable.range.orElseThrow();
        return text(variable)
                .flatMap(text -> text.matches("[0-9]{1,9}") && range.contains(Long.parseLong(text))
                        ? Optional.of(Long.parseLong(text))
                        : malformed(variable, what + ", " + range,
                                "Maybe write " + variable + "=" + variable.defaultValue + "."))
                .orElseGet(() -> Long.valueOf(variable.defaultValue));
    }

    /** Regular expressions, of patterns separated by commas. */
    Stream<String> patterns(Variable variable) {
        String list = text(variable).orElse("");
        if (list.length() > LONGEST_LIST) {
            malformed(variable, "at most " + LONGEST_LIST + " characters", "Maybe write patterns such as build-* instead of names.");
            return Stream.empty();
        }
        return listed(variable).map(Wildcards::regex);
    }

    /** Names as they are written. */
    Set<String> names(Variable variable) {
        return listed(variable).collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<String> listed(Variable variable) {
        return Arrays.stream(text(variable).orElse("").split(",")).map(String::strip).filter(name -> !name.isEmpty());
    }

    /** When, as a cron of five fields; never when it says {@code off}. */
    Optional<CronSchedule> schedule(Variable variable) {
        String text = text(variable).orElse(variable.defaultValue);
        ZoneId zone = text(Variable.TZ).flatMap(EnvironmentReader::zone).orElse(ZoneOffset.UTC);
        if (text.equalsIgnoreCase("off")) {
            return Optional.empty();
        }
        return CronSchedule.parse(text, zone).or(() -> malformed(variable, "a cron of five fields, or off",
                "Maybe write " + variable + "=\"" + variable.defaultValue + "\"."));
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    Optional<Path> path(Variable variable) {
        return text(variable).flatMap(text -> {
            try {
                return Optional.of(Path.of(text));
            } catch (InvalidPathException e) {
                return malformed(variable, "a path", "Maybe write an absolute path.");
            }
        });
    }

    /**
     * A number in a range; empty when the variable is not set.
     *
     * @param usual what holds without it
     */
    Optional<Double> decimalIfSet(Variable variable, Range range, double usual) {
        return text(variable).flatMap(text -> text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")
                && Double.parseDouble(text) >= range.min() && Double.parseDouble(text) <= range.max()
                ? Optional.of(Double.valueOf(text))
                : malformed(variable, "a number, " + range, "Maybe write " + variable + "=" + range.nearest(Math.round(usual)) + "."));
    }

    <T> Optional<T> malformed(Variable variable, String wanted, String advice) {
        String seen = Seen.quoted(environment.get(variable.name()));
        problems.add(Severity.ERROR, place(variable.name()), variable + " is " + seen + ", not " + wanted, advice);
        return Optional.empty();
    }

    void warning(Variable variable, String message, String advice) {
        problems.add(Severity.WARNING, place(variable.name()), message, advice);
    }

    /** Says which variables are set without effect, and which look like a misspelling of one of ours. */
    void reportWithoutEffect() {
        for (Variable variable : Variable.values()) {
            if (text(variable).isPresent()) {
                withoutEffect(variable);
            }
        }
        List<String> known = Arrays.stream(Variable.values()).map(Variable::name)
                .filter(name -> name.length() >= SHORTEST_MISSPELLING).toList();
        environment.keySet().stream().sorted()
                .filter(name -> name.length() >= SHORTEST_MISSPELLING && !Variable.isKnown(name))
                .forEach(name -> known.stream().filter(candidate -> isMisspelt(name, candidate)).findFirst()
                        .ifPresent(meant -> problems.add(Severity.WARNING, place(name),
                                Seen.printable(name, 64) + " is not a variable of Orcastra and has no effect",
                                "Maybe you meant " + meant + ".")));
        zone();
    }

    private void withoutEffect(Variable variable) {
        if (variable.standing == Standing.GONE) {
            warning(variable, variable + " is set but not supported", "Maybe remove it. " + variable.meaning);
        }
    }

    private void zone() {
        text(Variable.TZ).ifPresent(zone -> {
            if (zone(zone).isEmpty()) {
                warning(Variable.TZ, "TZ is " + Seen.quoted(zone) + ", which is no known time zone: UTC is taken",
                        "Maybe write a region and a city, such as Europe/Berlin.");
            }
        });
    }

    private static boolean isMisspelt(String name, String candidate) {
        String written = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return Math.abs(written.length() - candidate.length()) <= 1 && Spelling.distance(written, candidate) <= 1;
    }

    private static String place(String name) {
        return "environment:" + Seen.printable(name, 64);
    }
}
