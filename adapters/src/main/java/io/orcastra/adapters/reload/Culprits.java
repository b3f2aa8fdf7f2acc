package io.orcastra.adapters.reload;

import io.orcastra.adapters.overrun.FoundRules;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleFile;
import io.orcastra.rules.RuleFile.Origin;
import io.orcastra.rules.RuleSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Whose rules do not come to an end: those of the operator's file in whose condition the thread was found, where no other
 * file asks the same; else those without which a trial on the same facts ends. Nobody is blamed on suspicion.
 */
public final class Culprits {
    private final Supplier<RuleBook> book;
    private final Supplier<RuleSet> files;
    private final Supplier<List<RuleFile>> newest;
    private final Supplier<Optional<DecisionRecord>> last;
    private final Trial trial;
    private final Duration patience;
    private final Clock clock;

    /**
     * @param newest   the operator's files that came last, which are tried first
     * @param patience no trial is begun later than this after the first: whoever watches over this process ends it before
     *                 long, and what was found out by then would be lost
     */
    public Culprits(Supplier<RuleBook> book, Supplier<RuleSet> files, Supplier<List<RuleFile>> newest,
            Supplier<Optional<DecisionRecord>> last, Trial trial, Duration patience, Clock clock) {
        this.book = book;
        this.files = files;
        this.newest = newest;
        this.last = last;
        this.trial = trial;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * @param files empty when it cannot be told
     * @param rules those that were being judged by, each as {@code id (file:line)}; may be empty
     * @param how   it was found out, one clause
     */
    public record Blame(List<RuleFile> files, List<String> rules, String how) {
        static final Blame NOBODY = new Blame(List.of(), List.of(), "the search for it failed");

        public Blame {
            files = List.copyOf(files);
            rules = List.copyOf(rules);
        }
    }

    /**
     * @param stacks of the thread while it was computing
     * @param facts  it concludes from
     */
    public Blame of(Collection<StackTraceElement[]> stacks, Set<Object> facts) {
        List<RuleDescription> among = FoundRules.in(book.get(), stacks);
        List<String> rules = among.stream().map(rule -> rule.id() + " (" + rule.file() + ":" + rule.line() + ")").toList();
        Set<String> within = among.stream().map(RuleDescription::file).collect(Collectors.toSet());
        List<RuleFile> own = own();
        List<RuleFile> found = own.stream().filter(file -> within.contains(file.name())).toList();
        if (within.size() == 1 && found.size() == 1) {
            return new Blame(found, rules, "the thread was found in its conditions");
        }
        try {
            return tried(own, rules, Present.of(facts, last.get(), clock.instant()));
        } catch (TrialNotRun unknown) {
            return new Blame(List.of(), rules, unknown.getMessage());
        }
    }

    private Blame tried(List<RuleFile> own, List<String> rules, Present present) throws TrialNotRun {
        if (own.isEmpty()) {
            return new Blame(List.of(), rules, "there are no rules but those built in");
        }
        long began = clock.nanos();
        if (ends(List.of(), present, began)) {
            return new Blame(List.of(), rules, "in a trial on the same facts they came to an end");
        }
        for (RuleFile file : own) {
            if (ends(List.of(file), present, began)) {
                return new Blame(List.of(file), rules, "a trial on the same facts came to an end only without it");
            }
        }
        return ends(own, present, began)
                ? new Blame(own, rules, "a trial on the same facts came to an end only without all of them")
                : new Blame(List.of(), rules, "not even the built-in rules came to an end in a trial on the same facts");
    }

    private boolean ends(List<RuleFile> without, Present present, long began) throws TrialNotRun {
        if (clock.nanos() - began > patience.toNanos()) {
            throw new TrialNotRun("the search took more than " + patience.toSeconds() + " s already");
        }
        Set<String> names = without.stream().map(RuleFile::name).collect(Collectors.toSet());
        Set<String> off = new HashSet<>(book.get().off());
        book.get().known().stream().filter(rule -> names.contains(rule.file())).map(RuleDescription::id).forEach(off::add);
        try (Trial.Course course = trial.begin()) {
            course.judge(files.get(), off, present);
            return true;
        } catch (TrialNotRun unknown) {
            throw unknown;
        } catch (Refusal noEnd) {
            return false;
        }
    }

    /** The newest first. */
    private List<RuleFile> own() {
        List<RuleFile> own = new ArrayList<>(newest.get());
        files.get().files().stream().filter(file -> file.origin() != Origin.BUILT_IN && !own.contains(file)).forEach(own::add);
        own.retainAll(files.get().files());
        return own;
    }
}
