package io.orcastra.adapters.cli;

import com.fasterxml.jackson.databind.JsonNode;
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

    /** Makes a rule base of the folder's files. */
    private interface Folder {
        RuleBook compiled(RuleSet files) throws ConfigurationInvalid;
    }

    /** Says on standard error when they are not those of the folder, or when those in force cannot be had. */
    InForce of(Configuration configuration) throws ConfigurationInvalid {
        return of(configuration.rules().off(), files -> inputs.ruleBook(surroundings, files, configuration));
    }

    /** The same where only the rules that the daemon's configuration switches off are known of it. */
    InForce of(Set<String> off) throws ConfigurationInvalid {
        return of(off, files -> heard(files, off));
    }

    private InForce of(Set<String> off, Folder compiled) throws ConfigurationInvalid {
        Optional<JsonNode> daemon = new DaemonHere(surroundings).status().map(status -> status.path("rules"))
                .filter(rules -> !rules.path("hash").asText().isEmpty());
        if (daemon.isEmpty()) {
            return ofFolder(compiled);
        }
        Optional<RuleSet> folder = folder();
        Optional<RuleSet> kept = new LastGood(surroundings.stateFolder()).read();
        Optional<RuleSet> others = others(daemon.get().path("hash").asText(), folder, kept);
        InForce decides = others.isEmpty() ? ofFolder(compiled) : new InForce(others.get(), heard(others.get(), off));
        FailedRules failed = FailedRules.of(daemon.get().path("quarantined"));
        if (failed.isEmpty()) {
            return decides;
        }
        note("The daemon has left out what failed in it, and so does this: " + failed.words() + ". Maybe its /status says why.");
        return failed.leftOutOf(decides, overrun(folder, kept));
    }

    /** Those of the folder, whatever decides. */
    InForce ofFolder(Configuration configuration) throws ConfigurationInvalid {
        return ofFolder(files -> inputs.ruleBook(surroundings, files, configuration));
    }

    private InForce ofFolder(Folder compiled) throws ConfigurationInvalid {
        RuleSet files = inputs.rules();
        return new InForce(files, compiled.compiled(files));
    }

    /** With this hash; empty where the folder's are to be taken. */
    private Optional<RuleSet> others(String hash, Optional<RuleSet> folder, Optional<RuleSet> kept) {
        Overruns overruns = new Overruns(surroundings.stateFolder());
        Optional<RuleSet> withoutOverrun = folder.map(overruns::without);
        if (is(hash, folder) || is(hash, withoutOverrun)) {
            return is(hash, folder) ? Optional.empty() : withoutOverrun;
        }
        Optional<RuleSet> decides = Stream.of(kept, kept.map(overruns::without), Optional.of(RuleSet.builtIn()))
                .filter(one -> is(hash, one)).flatMap(Optional::stream).findFirst();
        note(decides.isEmpty() ? "The rules the daemon decides by are not kept; this goes by those of the folder, which are others."
                : "The daemon decides by other rules than those of the folder, and so does this. Maybe orcastra check says why.");
        return decides;
    }

    private RuleBook heard(RuleSet files, Set<String> off) {
        return Inputs.ruleBook(surroundings, files).without(off);
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
