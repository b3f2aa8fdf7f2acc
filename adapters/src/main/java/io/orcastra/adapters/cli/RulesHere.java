package io.orcastra.adapters.cli;

import io.orcastra.adapters.reload.LastGood;
import io.orcastra.adapters.status.DaemonUnreachable;
import io.orcastra.adapters.status.RunningDaemon;
import io.orcastra.adapters.status.StatusSocket;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleSet;
import java.nio.file.Files;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules that decide here: those the daemon of this machine has in force, be the folder edited badly meanwhile; where no
 * daemon runs, those of the folder.
 */
record RulesHere(Surroundings surroundings, Inputs inputs) {

    /**
     * A rule base with what it is made of.
     *
     * @param book without the rules that the configuration switches off
     */
    record InForce(RuleSet files, RuleBook book) {
    }

    /** Says on standard error when they are not those of the folder, or when those in force cannot be had. */
    InForce of(Configuration configuration) throws ConfigurationInvalid {
        Optional<String> hash = hash();
        Optional<RuleSet> folder = hash.isEmpty() ? Optional.empty() : folder();
        if (hash.isEmpty() || is(hash.get(), folder)) {
            return ofFolder(configuration);
        }
        Optional<RuleSet> decides = Stream.of(new LastGood(surroundings.stateFolder()).read(), Optional.of(RuleSet.builtIn()))
                .filter(one -> is(hash.get(), one)).flatMap(Optional::stream).findFirst();
        if (decides.isEmpty()) {
            note("The rules the daemon decides by are not kept; this goes by those of the folder, which are others.");
            return ofFolder(configuration);
        }
        note("The daemon decides by other rules than those of the folder, and so does this. Maybe orcastra check says why.");
        RuleBook all = Inputs.ruleBook(surroundings, decides.get());
        return new InForce(decides.get(), all.without(configuration.rules().off()));
    }

    /** Those of the folder, whatever decides. */
    InForce ofFolder(Configuration configuration) throws ConfigurationInvalid {
        RuleSet files = inputs.rules();
        return new InForce(files, inputs.ruleBook(surroundings, files, configuration));
    }

    private Optional<RuleSet> folder() {
        try {
            return Optional.of(inputs.rules());
        } catch (InvalidRules | UserError unreadable) {
            return Optional.empty();
        }
    }

    private static boolean is(String hash, Optional<RuleSet> rules) {
        return rules.filter(one -> one.hash().equals(hash)).isPresent();
    }

    private Optional<String> hash() {
        if (!Files.exists(surroundings.stateFolder().resolve(StatusSocket.NAME))) {
            return Optional.empty();
        }
        try {
            return Optional.of(RunningDaemon.in(surroundings.stateFolder()).status().at("/rules/hash").asText())
                    .filter(text -> !text.isEmpty());
        } catch (DaemonUnreachable nobody) {
            return Optional.empty();
        }
    }

    private void note(String text) {
        surroundings.err().println(text);
        surroundings.err().flush();
    }
}
