package io.orcastra.adapters.reload;

import io.orcastra.adapters.http.HealthMonitor;
import io.orcastra.adapters.masking.Redaction;
import io.orcastra.adapters.status.RulesInForce;
import io.orcastra.adapters.status.RulesInForce.Quarantined;
import io.orcastra.adapters.status.RulesInForce.Refused;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.RuleSettings;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleFile;
import io.orcastra.rules.RuleFile.Origin;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSet;
import io.prometheus.client.CollectorRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** The rules of the running daemon: which are in force, how others take over, and who is told. Thread-safe. */
public final class RulesInDaemon implements EngineListener, RulesListener, RuleReload.Loop {
    private static final Logger LOG = LoggerFactory.getLogger("io.orcastra.rules");
    private static final long LOOK_SECONDS = 5;

    private final Clock clock;
    private final RulesMetrics metrics;
    private final Doubts doubts;
    private final Quarantine quarantine = new Quarantine();
    private final List<Quarantined> quarantined = new CopyOnWriteArrayList<>();
    private final LastGood lastGood;
    private final RulesListener recorder;
    private LoopSwap loop;
    private final Retry switching;
    private Future<?> switchedAgain = CompletableFuture.completedFuture(null);
    private PolicyFolder folder;
    private HealthMonitor health;
    private ScheduledExecutorService scheduler;
    private volatile boolean proven;
    private Configurations configurations;
    private RuleReload reload;
    private RuleWatch watch;
    private volatile RuleSettings settings;
    private volatile RuleBook book;
    private volatile RuleSet files;
    private volatile List<RuleFile> newest;
    private volatile Instant since;
    private volatile Refused refused;
    private volatile String instead;
    private volatile Set<LeftOutRule> overrun;
    private volatile Rules takingOver;

    /**
     * @param starting in force from the start
     * @param book     of them, those that are switched off left out
     * @param folder   where they come from; files that overran before are not among them
     * @param lastGood keeps what has proven itself
     * @param recorder told of each edit as well
     */
    public RulesInDaemon(StartingRules starting, RuleBook book, RuleSettings settings, PolicyFolder folder,
            LastGood lastGood, RulesListener recorder, Clock clock, CollectorRegistry registry) {
        this.files = starting.files();
        this.instead = starting.instead();
        this.overrun = starting.missing();
        this.book = book;
        this.settings = settings;
        this.folder = folder;
        this.lastGood = lastGood;
        this.recorder = recorder;
        this.clock = clock;
        switching = new Retry(clock);
        since = clock.instant();
        newest = own(files);
        metrics = new RulesMetrics(registry);
        doubts = new Doubts(metrics, LOG, files.hash());
        folder.leftOut().forEach(this::leftOut);
        metrics.inForce(files.hash(), since, quarantined.size());
        metrics.behind(!instead.isEmpty());
        told("Rules in force").log();
        starting.tell(LOG, doubts);
    }

    private void leftOut(String name) {
        quarantined.add(new Quarantined(null, name, null, "its rules came to no end in an earlier process", since));
        LOG.atError().addKeyValue("file", name).addKeyValue("advice", "Maybe a pattern shares no key with those before "
                + "it; the file is read again when it changes").log("Rules left out: they came to no end before");
    }

    /**
     * Watches from now on.
     *
     * @param swap  of the loop
     * @param trial of candidates, in a process of its own
     * @param last  decision; empty before the first
     */
    public void start(Path cache, Function<RuleBook, CompletableFuture<Duration>> swap, ChildTrial trial,
            Supplier<Optional<DecisionRecord>> last, HealthMonitor health, Configurations configurations,
            ScheduledExecutorService scheduler) {
        loop = new LoopSwap(swap);
        this.health = health;
        this.configurations = configurations;
        this.scheduler = scheduler;
        MatchingConfiguration matching = new MatchingConfiguration(configurations);
        reload = new RuleReload(cache, new ReadyTrial(trial), () -> settings, matching, last, this, quarantine, this, clock);
        watch = new RuleWatch(folder, reload::judge, this, () -> files.hash(), () -> matching.waiting(() -> known(book)));
        watch.start(scheduler);
        scheduler.scheduleWithFixedDelay(this::lookForLeftOut, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        health.rulesProblem(problem());
        scheduler.execute(this::heard);                        // what the configuration said before this began
    }

    /** Rules that have decided once without failing need no other proof. */
    @Override
    public void cycleCompleted(DecisionRecord record) {
        ScheduledExecutorService aside = scheduler;
        if (!proven && aside != null) {
            proven = true;
            aside.execute(this::keepIfSound);
        }
    }

    private synchronized void keepIfSound() {
        if (quarantined.isEmpty() && instead.isEmpty()) {
            lastGood.keep(files);
        }
    }

    /** As {@code /status} shows it. */
    public synchronized RulesInForce status() {
        return new RulesInForce(files.hash(), files.files().stream().map(RuleFile::name).toList(), book.rules().size(), off(),
                since, instead.isEmpty() ? null : instead, doubts.words(), quarantined, refused);
    }

    /** What decides counts, not what the configuration wishes: the loop may not have come to it yet. */
    private List<String> off() {
        return book.off().stream().filter(id -> settings.off().contains(id)
                || quarantined.stream().noneMatch(one -> id.equals(one.rule()))).sorted().toList();
    }

    /** All rules there are, those that are switched off as well. */
    @Override
    public RuleBook rules() {
        return book;
    }

    @Override
    public RuleSet files() {
        return files;
    }

    @Override
    public List<RuleDescription> known(RuleBook candidates) {
        return Stream.concat(candidates.known().stream(), folder.rulesLeftOut().stream()).toList();
    }

    /** Those that are to blame when rules come to no end now: the ones that are taking over, else those in force. */
    public RuleBook suspectedRules() {
        Rules taking = takingOver;
        return taking == null ? book : taking.book;
    }

    /** What the suspected rules are made of. */
    public RuleSet suspectedFiles() {
        Rules taking = takingOver;
        return taking == null ? files : taking.files;
    }

    /** The operator's files that came last: whatever begins to go wrong now is most likely theirs. */
    public List<RuleFile> newest() {
        Rules taking = takingOver;
        return taking == null ? newest : changed(taking.files);
    }

    /**
     * Lets a configuration that switches rules so that more may be done judge a copy of the present facts first, in a
     * process of its own; returns at once for any other.
     *
     * @throws Refusal when it must not come into force
     */
    public void tryOut(Configuration before, Configuration now) throws Refusal {
        ScheduledExecutorService aside = scheduler;
        List<String> switches = aside == null ? List.of()
                : new Switches(files, known(book)).between(before, now);
        if (switches.isEmpty()) {
            return;
        }
        LOG.atInfo().addKeyValue("switches", switches).log("The configuration switches rules; it is tried first");
        Future<?> tried = aside.submit(() -> reload.tryOut(before, now));
        try {
            tried.get(LoopSwap.LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof Refusal refusal ? refusal
                    : new Refusal("its trial failed: " + failure.getCause()
                    + "; maybe this is a fault of Orcastra worth reporting", List.of());
        } catch (TimeoutException late) {
            tried.cancel(false);
            throw new TrialNotRun("other rules were being judged for " + LoopSwap.LONGEST.toSeconds() + " s");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new DaemonEnds();
        }
    }

    /** Another configuration, tried if it had to be; rules it switches on or off take effect without a compile. */
    public void configured(RuleSettings now) {
        settings = now;
        Optional.ofNullable(scheduler).ifPresent(aside -> aside.execute(this::heard));
    }

    private void heard() {
        switched();
        if (refused != null) {
            watch.again();
            reload.atOnce();
        }
        reload.doubt();
    }

    private void switched() {
        Set<String> off = new HashSet<>(settings.off());
        off.addAll(quarantine.staying(files));
        RuleBook now = book.without(off).missing(missing(files));
        switchedAgain.cancel(false);
        if (now != book) {
            try {
                Duration pause = replace(now, files);
                told("Rules switched").addKeyValue("off", now.off()).addKeyValue("pauseMillis", pause.toNanos() / 1e6).log();
                switching.forget();
            } catch (DaemonEnds end) {
                LOG.debug("no more rules are switched");
            } catch (Passing later) {
                Duration wait = switching.after(now.off().toString());
                switchedAgain = scheduler.schedule(this::switched, wait.toSeconds(), TimeUnit.SECONDS);
                LOG.atWarn().addKeyValue("reason", later.getMessage()).addKeyValue("againSeconds", wait.toSeconds())
                        .log("Rules could not be switched and are switched again; until then they decide as before");
            } catch (Refusal failure) {
                LOG.atError().addKeyValue("reason", failure.getMessage()).log("Rules could not be switched");
            }
        }
    }

    @Override
    public Duration replace(RuleBook judged, RuleSet from) throws Refusal {
        RuleBook rules = judged.missing(missing(from));
        takingOver = new Rules(rules, from);
        try {
            Duration pause = loop.to(rules);
            took(rules, from);
            return pause;
        } finally {
            takingOver = null;
        }
    }

    /** What those might have forbidden is held, but for the ones that nobody wants to hear. */
    private Set<LeftOutRule> missing(RuleSet from) {
        return Stream.concat(quarantine.missing(from).stream(), overrun.stream().filter(rule -> !isIn(from, rule.file())))
                .filter(rule -> !settings.off().contains(rule.rule())).collect(Collectors.toSet());
    }

    /** A file that is left out is no part of the rules: that it is gone is seen by looking for it. */
    private void lookForLeftOut() {
        Set<LeftOutRule> still = overrun.stream().filter(rule -> folder.holds(rule.file())).collect(Collectors.toSet());
        if (quarantined.removeIf(one -> one.rule() == null && !folder.holds(one.file())) || !still.equals(overrun)) {
            overrun = still;
            metrics.quarantined(quarantined.size());
            switched();
        }
    }

    private static boolean isIn(RuleSet set, String file) {
        return set.file(file).filter(one -> one.origin() != Origin.BUILT_IN).isPresent();
    }

    private synchronized void took(RuleBook rules, RuleSet from) {
        newest = changed(from);
        book = rules;
        files = from;
        since = clock.instant();
        Set<String> staying = quarantine.staying(from);
        quarantined.removeIf(one -> one.rule() == null ? isIn(from, one.file()) : !staying.contains(one.rule()));
        overrun = overrun.stream().filter(rule -> !isIn(from, rule.file())).collect(Collectors.toSet());
        refused = null;
        instead = "";
        doubts.decides(from.hash());
        lastGood.keep(from);
        metrics.behind(false);
        metrics.inForce(from.hash(), since, quarantined.size());
        health.rulesProblem(problem());
    }

    @Override
    public void doubted(List<RuleProblem> problems) {
        doubts.are(problems, "Rule problem in what is in force: it decides all the same");
    }

    @Override
    public void inForce(RuleSet now, int rules, Duration pause, Duration took, Set<String> gone, Set<String> added) {
        metrics.reloaded(pause);
        configurations.rulesTookOver();
        told("Rules in force").addKeyValue("pauseMillis", pause.toNanos() / 1e6).addKeyValue("tookMillis", took.toMillis()).log();
        recorder.inForce(now, rules, pause, took, gone, added);
        added.stream().sorted().forEach(one -> LOG.atInfo().addKeyValue("action", one).log("Wanted from now on"));
        gone.stream().sorted().forEach(one -> LOG.atInfo().addKeyValue("action", one).log("Wanted no more"));
    }

    @Override
    public synchronized void postponed(String hash, Passing why, Duration again) {
        boolean known = refused != null && refused.passes() && refused.hash().equals(hash);
        standStill(hash, why, true);
        if (!known) {
            metrics.refused();
            recorder.postponed(hash, why, again);
        }
        LOG.atWarn().addKeyValue("hash", hash).addKeyValue("reason", why.getMessage()).addKeyValue("againSeconds",
                again.toSeconds()).log("Rules could not be tried and are tried again; the former ones stay in force");
    }

    private void standStill(String hash, Refusal why, boolean later) {
        refused = new Refused(clock.instant(), hash, why.getMessage(), why.problems(), later);
        metrics.behind(true);
        health.rulesProblem(problem());
    }

    @Override
    public synchronized void refused(String hash, Refusal why) {
        standStill(hash, why, false);
        metrics.refused();
        recorder.refused(hash, why);
        LOG.atError().addKeyValue("hash", hash).addKeyValue("reason", why.getMessage()).log("Rules refused; the former ones stay in force");
        why.problems().forEach(problem -> LOG.atError().addKeyValue("problem", problem).log("Rule problem"));
    }

    @Override
    public synchronized void ruleIsolated(String rule, String reason) {
        String shown = Redaction.of(reason);
        RuleProblem failure = book.failure(rule, shown);
        quarantine.put(rule, shown, book, files);
        if (quarantined.stream().noneMatch(one -> rule.equals(one.rule()))) {
            quarantined.add(new Quarantined(rule, failure.file(), failure.line(), shown, clock.instant()));
            LOG.atError().addKeyValue("problem", failure.toString()).log("Rule quarantined until its file changes; the others go on");
        }
        metrics.quarantined(quarantined.size());
        Optional.ofNullable(health).ifPresent(told -> told.rulesProblem(problem()));
    }

    private String problem() {
        Refused last = refused;
        if (last != null) {
            return last.passes() ? "edited rules could not be tried yet; the former ones are in force"
                    : "rules were edited badly; the former ones are in force";
        }
        if (!instead.isEmpty()) {
            return "not the rules of the folder decide, but " + instead;
        }
        return quarantined.isEmpty() ? "" : quarantined.size() + " rules or files of rules are left out because they failed";
    }

    private LoggingEventBuilder told(String message) {
        return LOG.atInfo().setMessage(message).addKeyValue("hash", files.hash().substring(0, 12)).addKeyValue("rules", book.rules().size())
                .addKeyValue("own", own(files).stream().map(RuleFile::name).toList());
    }

    private List<RuleFile> changed(RuleSet from) {
        List<RuleFile> changed = own(from).stream().filter(file -> !files.files().contains(file)).toList();
        return changed.isEmpty() ? newest : changed;
    }

    private static List<RuleFile> own(RuleSet set) {
        return set.files().stream().filter(file -> file.origin() != Origin.BUILT_IN).toList();
    }

    /** A rule base with what it is made of. */
    private record Rules(RuleBook book, RuleSet files) {
    }
}
