package io.orcastra.adapters.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.reload.Compiling;
import io.orcastra.adapters.reload.LastGood;
import io.orcastra.adapters.reload.Overruns;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules that decide here: those the daemon of this machine has in force, be the folder edited badly meanwhile, without
 * those that failed in it; where no daemon runs, those of the folder.
 */
record RulesHere(Surroundings surroundings, Inputs inputs) {

    /**
     * A rule base with what it is made of.
     *
     * @param book without the rules that the configuration switches off
     */
    record InForce(RuleSet files, RuleBook book) {
    }

    /** Leaves out what the configuration switches off. */
    private interface Hearing {
        RuleBook heard(RuleBook all) throws ConfigurationInvalid;
    }

    /** Says on standard error when they are not those of the folder, or when those in force cannot be had. */
    InForce of(Configuration configuration) throws ConfigurationInvalid {
        return of(configuration.rules().off(), all -> Inputs.heard(surroundings, all, configuration));
    }

    /** The same where only the rules that the daemon's configuration switches off are known of it. */
    InForce of(Set<String> off) throws ConfigurationInvalid {
        return of(off, all -> all.without(off));
    }

    private InForce of(Set<String> off, Hearing hearing) throws ConfigurationInvalid {
        Optional<JsonNode> daemon = new DaemonHere(surroundings).status().map(status -> status.path("rules"))
                .filter(rules -> !rules.path("hash").asText().isEmpty());
        if (daemon.isEmpty()) {
            return ofFolder(hearing);
        }
        Optional<RuleSet> folder = folder();
        Optional<RuleSet> kept = new LastGood(surroundings.stateFolder()).read();
        InForce decides = decides(daemon.get().path("hash").asText(), folder, kept, off, hearing);
        FailedRules failed = FailedRules.of(daemon.get().path("quarantined"));
        if (failed.isEmpty()) {
            return decides;
        }
        note("The daemon has left out what failed in it, and so does this: " + failed.words() + ". Maybe its /status says why.");
        return failed.leftOutOf(decides, overrun(folder, kept));
    }

    /** Those of the folder, whatever decides. */
    InForce ofFolder(Configuration configuration) throws ConfigurationInvalid {
        return ofFolder(all -> Inputs.heard(surroundings, all, configuration));
    }

    private InForce ofFolder(Hearing hearing) throws ConfigurationInvalid {
        RuleSet files = inputs.rules();
        return new InForce(files, hearing.heard(Inputs.ruleBook(surroundings, files)));
    }

    /** What the daemon has in force is not linted: it decides, whatever lint says of it. */
    private InForce decides(String hash, Optional<RuleSet> folder, Optional<RuleSet> kept, Set<String> off, Hearing hearing)
            throws ConfigurationInvalid {
        Compiling compiling = Inputs.compiling(surroundings);
        if (is(hash, folder)) {
            return new InForce(folder.get(), hearing.heard(compiling.compiled(folder.get())));
        }
        Optional<RuleSet> others = others(hash, folder, kept);
        return others.isEmpty() ? ofFolder(hearing) : new InForce(others.get(), compiling.compiled(others.get()).without(off));
    }

    /** With this hash, though the folder holds others; empty where the folder's are to be taken. */
    private Optional<RuleSet> others(String hash, Optional<RuleSet> folder, Optional<RuleSet> kept) {
        Overruns overruns = new Overruns(surroundings.stateFolder());
        Optional<RuleSet> withoutOverrun = folder.map(overruns::without);
        if (is(hash, withoutOverrun)) {
            return withoutOverrun;
        }
        Optional<RuleSet> decides = Stream.of(kept, kept.map(overruns::without), Optional.of(RuleSet.builtIn()))
                .filter(one -> is(hash, one)).flatMap(Optional::stream).findFirst();
        note(decides.isEmpty() ? "The rules the daemon decides by are not kept; this goes by those of the folder, which are others."
                : "The daemon decides by other rules than those of the folder, and so does this. Maybe orcastra check says why.");
        return decides;
    }

    private Set<LeftOutRule> overrun(Optional<RuleSet> folder, Optional<RuleSet> kept) {
        Overruns overruns = new Overruns(surroundings.stateFolder());
        Set<LeftOutRule> missing = new HashSet<>();
        Stream.of(folder, kept).flatMap(Optional::stream).map(overruns::missing).forEach(missing::addAll);
        return missing;
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

    private void note(String text) {
        surroundings.err().println(text);
        surroundings.err().flush();
    }
}
