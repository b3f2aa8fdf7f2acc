package io.orcastra.adapters.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.snapshot.Snapshot;
import io.orcastra.adapters.snapshot.UnreadableSnapshot;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.Problem;
import io.orcastra.engine.cycle.Evaluation;
import io.orcastra.engine.plan.Budgets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What is decided by here: the configuration of the folder, or, where that is no good, what the daemon of this machine has
 * in force and knows.
 *
 * @param known by that daemon, its configuration included; empty where the folder's counts
 * @param file  configuration of the folder; empty where the daemon's counts
 */
record Basis(RulesHere.InForce rules, Budgets budgets, Optional<Snapshot> known, Optional<Configuration> file) {

    /** By the configuration of the folder and the rules that decide here. */
    static Basis here(Surroundings surroundings, Inputs inputs) throws ConfigurationInvalid, UnreadableSnapshot {
        try {
            Configuration configuration = inputs.configuration(surroundings);
            if (configuration.observesOnly()) {
                Optional<Basis> daemons = ofDaemon(surroundings, inputs, "no file of it is in " + inputs.configFolder());
                if (daemons.isPresent()) {
                    return daemons.get();
                }
            }
            return of(configuration, new RulesHere(surroundings, inputs).of(configuration));
        } catch (ConfigurationInvalid invalid) {
            Problem first = invalid.problems().stream().filter(Problem::isError).findFirst().orElse(invalid.problems().get(0));
            Optional<Basis> daemons = ofDaemon(surroundings, inputs, first.place() + ": " + first.message().lines().findFirst().orElse(""));
            if (daemons.isEmpty()) {
                throw invalid;
            }
            return daemons.get();
        }
    }

    static Basis of(Configuration configuration, RulesHere.InForce rules) {
        return new Basis(rules, configuration.settings().engine().budgets(), Optional.empty(), Optional.of(configuration));
    }

    /** Empty where none runs, no file of this folder is in force there, it has not decided yet, or it does not tell what it leaves out. */
    private static Optional<Basis> ofDaemon(Surroundings surroundings, Inputs inputs, String why)
            throws ConfigurationInvalid, UnreadableSnapshot {
        DaemonHere daemon = new DaemonHere(surroundings);
        Optional<JsonNode> status = daemon.status().filter(one -> one.at("/rules/off").isArray()
                && isOf(inputs.configFolder(), one.at("/configuration/files")));
        if (status.isEmpty()) {
            return Optional.empty();
        }
        Optional<Snapshot> known = daemon.snapshot().filter(one -> one.background().isPresent());
        if (known.isEmpty()) {
            return Optional.empty();
        }
        surroundings.err().println("The configuration cannot be used (" + why + "); this goes by the last good one, which the daemon "
                + "has in force. Maybe orcastra check says more.");
        surroundings.err().flush();
        Set<String> off = new HashSet<>();
        status.get().at("/rules/off").forEach(id -> off.add(id.asText()));
        return Optional.of(new Basis(new RulesHere(surroundings, inputs).of(off), known.get().background().get().budgets(), known,
                Optional.empty()));
    }

    /** A draft elsewhere is not what the daemon had before it was edited. */
    private static boolean isOf(Path folder, JsonNode files) {
        return StreamSupport.stream(files.spliterator(), false).map(file -> Path.of(file.asText()).toAbsolutePath().normalize())
                .anyMatch(file -> folder.toAbsolutePath().normalize().equals(file.getParent()));
    }

    FailingRules failing(Surroundings surroundings) {
        return new FailingRules(rules.book(), surroundings);
    }

    /** @param failing hears of the rules that fail */
    Evaluation evaluation(FailingRules failing) {
        return new Evaluation(rules.book(), budgets, failing);
    }
}
