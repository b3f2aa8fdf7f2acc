package io.orcastra.adapters.reload;

import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.RuleSettings;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.lint.Circumstances;
import io.orcastra.rules.lint.RuleLinter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges edited rules and puts them in force, step by step: lint, compile, scenarios and a trial on a copy of the
 * present facts, what they would do more than the former ones. The first step that fails refuses them. Used by one thread.
 */
final class RuleReload {
    private static final Logger LOG = LoggerFactory.getLogger(RuleReload.class);
    private static final int SHOWN = 20;
    private static final String FAILED =
            "Maybe the edit does more than was meant, or the scenario asks for what is no longer wanted: orcastra test plays it";

    private final Path cache;
    private final Trial trial;
    private final Supplier<RuleSettings> settings;
    private final MatchingConfiguration matching;
    private final Supplier<Optional<DecisionRecord>> last;
    private final Loop loop;
    private final Quarantine quarantine;
    private final RulesListener listener;
    private final Clock clock;
    private final RuleLinter linter = new RuleLinter();
    private final Retry retry;

    /** @param last the last decision; nothing is judged before the first */
    RuleReload(Path cache, Trial trial, Supplier<RuleSettings> settings, MatchingConfiguration matching,
            Supplier<Optional<DecisionRecord>> last, Loop loop, Quarantine quarantine, RulesListener listener, Clock clock) {
        this.cache = cache;
        this.trial = trial;
        this.settings = settings;
        this.matching = matching;
        this.last = last;
        this.loop = loop;
        this.quarantine = quarantine;
        this.listener = listener;
        this.clock = clock;
        this.retry = new Retry(clock);
    }

    /** The loop whose rules are replaced. */
    interface Loop {
        RuleBook rules();

        RuleSet files();

        /** All rules there would be with these, those of files that are left out as well. */
        List<RuleDescription> known(RuleBook candidates);

        /** Returns the pause when they are in force. */
        Duration replace(RuleBook rules, RuleSet files) throws Refusal;

        /** What all of them and the configuration together tell of those that are in force now. */
        void doubted(List<RuleProblem> problems);
    }

    /**
     * False when they are to be judged later: before the first decision, where something stood in the way that passes, and
     * when the configuration that concerns them was edited meanwhile.
     *
     * @param edit names the files and what they are judged by: when it is another, they are tried at once
     */
    boolean judge(RuleSet files, String edit) {
        Optional<DecisionRecord> present = last.get();
        if (present.isEmpty() || retry.holds(edit)) {
            return false;
        }
        try {
            boolean judged = judged(files, Present.of(present.get()));
            retry.forget();
            return judged;
        } catch (DaemonEnds end) {
            return false;
        } catch (Passing later) {
            listener.postponed(files.hash(), later, retry.after(edit));
            return false;
        }
    }

    /** What had to wait is tried at the next look. */
    void atOnce() {
        retry.forget();
    }

    private boolean judged(RuleSet files, Present present) throws Passing {
        try {
            return onDisk(() -> putInForce(files, present, clock.nanos()));
        } catch (Passing later) {
            throw later;
        } catch (InvalidRules invalid) {
            listener.refused(files.hash(), Refusal.of("they do not compile", invalid.problems()));
        } catch (Refusal refusal) {
            listener.refused(files.hash(), refusal);
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            LOG.debug("Rules could not be judged", failure);
            listener.refused(files.hash(), new Refusal("they could not be judged: " + failure
                    + "; maybe this is a fault of Orcastra worth reporting", List.of()));
        }
        return true;
    }

    /**
     * Judges another configuration of the rules in force, as an edit of rules is judged. Before the first decision there is
     * nothing to compare with: it is taken as it would be at a start.
     *
     * @param before the configuration in force
     * @return nothing, so that it can be handed on as a task that throws
     * @throws Refusal when it must not come into force
     */
    Void tryOut(Configuration before, Configuration now) throws Refusal {
        Optional<DecisionRecord> record = last.get();
        return record.isEmpty() ? null : onDisk(() -> {
            tryOut(Present.of(record.get()), before, now);
            return null;
        });
    }

    private void tryOut(Present present, Configuration before, Configuration now) throws Refusal {
        Set<String> former = present.under(before).wanted(loop.rules().copy(), EngineListener.NOOP);
        RuleSet files = loop.files();
        try (Trial.Course course = trial.begin()) {
            RuleBook rules = loop.rules().without(off(now.rules(), files));
            TrialReport report = course.judge(files, rules.off(), present.under(now));
            refuseFailing(report, rules);
            refuseTooMuch(minus(report.wanted(), former), now.rules().blastRadius());
        }
    }

    /** A disk that fails says nothing of the rules, nor of a configuration. */
    private static <T> T onDisk(Judgement<T> judgement) throws Refusal {
        try {
            return judgement.made();
        } catch (UncheckedIOException failure) {
            throw Passing.ofDisk(failure, "maybe the disk is full");
        }
    }

    private interface Judgement<T> {
        T made() throws Refusal;
    }

    private boolean putInForce(RuleSet files, Present present, long began) throws Refusal {
        if (files.isBuiltIn() && !loop.files().isBuiltIn()) {
            throw new Refusal("all rules of your own have vanished", List.of(
                    "Maybe the folder is being replaced, or mounted no more; to be rid of them, restart with an empty one"));
        }
        boolean known = files.isBuiltIn() || files.hash().equals(loop.files().hash());
        refuse("they break what all rules keep to", known ? List.of() : linter.lint(files.sources()));
        try (Trial.Course course = trial.begin()) {
            return putInForce(files, RuleBook.cachedIn(cache, files.sources()), course, present, began);
        }
    }

    private Set<String> off(RuleSettings heard, RuleSet files) {
        Set<String> off = new HashSet<>(heard.off());
        off.addAll(quarantine.staying(files));
        return off;
    }

    private boolean putInForce(RuleSet files, RuleBook all, Trial.Course course, Present present, long began) throws Refusal {
        Optional<Configuration> together = together(all);
        Configuration measure = matching.inForce();
        RuleSettings heard = together.map(Configuration::rules).orElseGet(settings);
        refuseUnknown(MatchingConfiguration.unknown(heard, loop.known(all)));
        RuleBook rules = all.without(off(heard, files));
        Set<String> former = present.under(measure).wanted(loop.rules().copy(), EngineListener.NOOP);
        TrialReport report = course.judge(files, rules.off(), present.under(together.orElse(measure)));
        refuseFailing(report, rules);
        Set<String> added = minus(report.wanted(), former);
        refuseTooMuch(added, heard.blastRadius());
        if (!together(all).map(Configuration::hash).equals(together.map(Configuration::hash))
                || !matching.inForce().hash().equals(measure.hash())) {
            return false;
        }
        Optional<Configuration> first = together.filter(next -> matching.limits(next, loop.known(loop.rules())));
        first.ifPresent(matching::take);
        Duration pause = loop.replace(rules, files);
        together.filter(next -> first.isEmpty()).ifPresent(matching::take);
        listener.inForce(files, rules.rules().size(), pause, Duration.ofNanos(clock.nanos() - began),
                minus(former, report.wanted()), added);
        doubt();
        return true;
    }

    /**
     * Tells what only the rules in force and the configuration together tell. It is too slow to wait for, and the edit that
     * mends it may be the next one, of the other: so nothing is refused for it.
     */
    void doubt() {
        RuleSet files = loop.files();
        try {
            Configuration now = matching.inForce();
            loop.doubted(files.isBuiltIn() ? List.of() : linter.lintWhole(files.sources(),
                    new Circumstances(now.rules().held(loop.known(loop.rules())), now.policies())));
        } catch (RuntimeException | StackOverflowError fault) {
            LOG.debug("Rules in force could not be linted as a whole", fault);
        }
    }

    private Optional<Configuration> together(RuleBook candidates) throws Refusal {
        return matching.of(loop.known(loop.rules()), loop.known(candidates));
    }

    private static void refuseFailing(TrialReport report, RuleBook rules) throws Refusal {
        refuse("rules threw or did not come to rest on the present facts",
                report.isolated().stream().map(one -> rules.failure(one.rule(), one.reason())).toList());
        List<String> failures = report.failures();
        if (!failures.isEmpty()) {
            throw new Refusal(failures.size() == 1 ? "a scenario fails" : "scenarios fail", failures.stream().limit(SHOWN)
                    .map(failure -> failure + (failure.contains("\n  Maybe ") ? "" : "\n  " + FAILED)).toList());
        }
    }

    private static void refuse(String reason, List<RuleProblem> problems) throws Refusal {
        if (!problems.isEmpty()) {
            throw Refusal.of(reason, problems);
        }
    }

    private static void refuseUnknown(List<String> errors) throws Refusal {
        if (!errors.isEmpty()) {
            throw new Refusal("the configuration names rules that would be gone", errors);
        }
    }

    private static void refuseTooMuch(Set<String> added, int most) throws Refusal {
        if (added.size() > most) {
            throw new Refusal(added.size() + " more actions would be wanted at once, blast_radius is " + most
                    + "; maybe a condition is missing, or raise rules.blast_radius in swarm.yml, which judges them again",
                    added.stream().sorted().limit(SHOWN).toList());
        }
    }

    private static Set<String> minus(Set<String> one, Set<String> other) {
        Set<String> left = new HashSet<>(one);
        left.removeAll(other);
        return left;
    }
}
