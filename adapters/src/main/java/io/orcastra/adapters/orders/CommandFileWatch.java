package io.orcastra.adapters.orders;

import io.orcastra.adapters.yaml.CommandFile;
import io.orcastra.adapters.yaml.OrderText;
import io.orcastra.adapters.yaml.Problem;
import io.orcastra.engine.ledger.OrderPage;
import io.orcastra.engine.ledger.RequestAnswer;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.control.Order;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Puts what a command file orders into the swarm's ledger, once for each edit, however many instances see the file and
 * however often they start; then says beside the file what becomes of it. An edit counts once two looks in a row saw the
 * same. A file that was there before any instance looked for one is left alone until it is edited or asked for: the
 * original never read it. Looking begins with the instance, not with the swarm it may make first; on a worker, which carries out
 * nothing, it begins once the node is a manager.
 */
public final class CommandFileWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CommandFileWatch.class);
    private static final long PERIOD_MILLIS = 1000;
    /** After the swarm did not answer: on a worker it never does. */
    private static final int LOOKS_LEFT_OUT = 30;
    private static final String OLD = "it was there before Orcastra first looked for it, or 64 edits ago; edit it, or send SIGUSR1";

    private final Path path;
    private final Ledger ledger;
    private final Clock clock;
    private final BooleanSupplier worker;
    private final Supplier<Set<String>> anchors;
    private final BooleanSupplier dryRun;
    private final Runnable asked;
    private final CommandResult result;
    private boolean begun;
    private boolean away;
    private final AtomicInteger resting = new AtomicInteger();
    private Optional<Instant> lookingSince = Optional.empty();
    private boolean wasWorker;
    /** Of a node that was a worker before: what was written there meanwhile was meant for nobody. */
    private Instant managerSince = Instant.MIN;
    private String lastSeen = "";
    private String judged = "";
    private boolean old;
    private List<OrderText> followed = List.of();
    private final Map<Integer, RequestAnswer> answers = new HashMap<>();

    /**
     * @param worker  whether the engine at hand is a worker of a swarm now; asked when the ledger does not answer
     * @param anchors names of all anchors of the configuration in force
     * @param asked   called after orders were written
     */
    public CommandFileWatch(Path path, Ledger ledger, Clock clock, BooleanSupplier worker, Supplier<Set<String>> anchors,
            BooleanSupplier dryRun, Runnable asked) {
        this.path = path;
        this.ledger = ledger;
        this.clock = clock;
        this.worker = worker;
        this.anchors = anchors;
        this.dryRun = dryRun;
        this.asked = asked;
        result = new CommandResult(path);
    }

    /** Looks once a second. */
    public void start(ScheduledExecutorService scheduler) {
        scheduler.scheduleWithFixedDelay(() -> lookSafely(false), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Takes the file up as it is now, also one that was there before: the answer to SIGUSR1. */
    public void readNow() {
        lookSafely(true);
    }

    /** The swarm answers, so that the next look need not wait for its turn. */
    public void swarmAnswers() {
        resting.set(0);
    }

    synchronized void look(boolean now) throws LedgerUnavailable {
        try {
            lookAtFile(now);
        } catch (LedgerUnavailable unavailable) {
            if (worker.getAsBoolean()) {
                wasWorker = true;
                begun = false;
                lookingSince = Optional.empty();
            }
            throw unavailable;
        }
    }

    private void lookAtFile(boolean now) throws LedgerUnavailable {
        if (!begun && !dryRun.getAsBoolean()) {
            begin();
        }
        Optional<CommandFile> present = CommandFile.read(path);
        String edit = present.map(CommandFile::edit).orElse("");
        boolean atRest = now || edit.equals(lastSeen);
        lastSeen = edit;
        if (present.isEmpty() || !atRest) {
            return;
        }
        if (!edit.equals(judged) || now && old) {
            judge(present.get(), now);
        } else {
            follow(present.get());
        }
    }

    private void begin() throws LedgerUnavailable {
        lookingSince = lookingSince.or(() -> Optional.of(clock.instant()));
        OrderPage.begin(ledger, lookingSince.get());
        managerSince = wasWorker ? lookingSince.get() : managerSince;
        begun = true;
    }

    private void lookSafely(boolean now) {
        if (!now && resting.getAndUpdate(looks -> Math.max(0, looks - 1)) > 0) {
            return;
        }
        try {
            look(now);
            away = false;
        } catch (LedgerUnavailable later) {
            LOG.atLevel(away || !Files.exists(path) ? Level.DEBUG : Level.WARN).addKeyValue("reason", later.getMessage())
                    .addKeyValue("advice", "Maybe the swarm has no leader now; it is tried again twice a minute")
                    .log("Commands cannot be written into the swarm");
            away = true;
            resting.set(LOOKS_LEFT_OUT);
        } catch (RuntimeException e) {
            LOG.error("The command file could not be looked at; the next look comes soon. "
                    + "Maybe this is a fault of Orcastra worth reporting.", e);
        }
    }

    private void judge(CommandFile file, boolean now) throws LedgerUnavailable {
        CommandFile.Content content = file.content(anchors.get());
        followed = List.of();
        answers.clear();
        old = false;
        if (content.problems().stream().anyMatch(Problem::isError)) {
            content.problems().forEach(CommandFileWatch::log);
            unlessDryRun(() -> result.refused(file, content.problems()));
        } else if (dryRun.getAsBoolean()) {
            LOG.atInfo().addKeyValue("file", path).addKeyValue("commands", texts(content.orders()))
                    .log("Dry run: the command file is not carried out");
        } else {
            takeUp(file, content.orders(), now);
        }
        judged = file.edit();
        follow(file);
    }

    private void takeUp(CommandFile file, List<OrderText> orders, boolean now) throws LedgerUnavailable {
        Map<String, LedgerPage> pages = ledger.read();
        boolean before = OrderPage.taken(file.edit(), pages);
        old = !before && (!file.changed().isAfter(OrderPage.since(pages).orElse(Instant.MAX)) || !file.changed().isAfter(managerSince));
        if (old && !now) {
            LOG.atInfo().addKeyValue("file", path).addKeyValue("reason", OLD).log("The command file is left alone");
            result.notCarriedOut(file, OLD);
            return;
        }
        old = false;
        OrderPage.askOnce(ledger, file.edit(), orders(file, orders), clock.instant());
        LOG.atInfo().addKeyValue("file", path).addKeyValue("edit", file.edit()).addKeyValue("commands", texts(orders))
                .log(before ? "This edit of the command file was taken up before" : "Command file taken up");
        followed = orders;
        if (!before) {
            asked.run();
        }
    }

    private void follow(CommandFile file) throws LedgerUnavailable {
        if (followed.isEmpty() || IntStream.range(0, followed.size()).allMatch(this::hasEnded)) {
            return;
        }
        Map<String, LedgerPage> pages = ledger.read();
        boolean stands = false;
        for (int i = 0; i < followed.size(); i++) {
            Optional<RequestAnswer> answer = OrderPage.PAGE.answer(id(file, i), pages);
            int place = i;
            answer.ifPresent(one -> answers.put(place, one));
            stands |= OrderPage.PAGE.stands(id(file, i), pages);
        }
        if (stands || !answers.isEmpty()) {
            result.takenUp(file, followed, answers);
        }
        if (!stands) {
            followed = List.of();                                       // nothing more will be told of them
        }
    }

    private boolean hasEnded(int place) {
        return answers.containsKey(place) && answers.get(place).state().isEnd();
    }

    private void unlessDryRun(Runnable write) {
        if (!dryRun.getAsBoolean()) {
            write.run();
        }
    }

    private static List<Order> orders(CommandFile file, List<OrderText> texts) {
        return IntStream.range(0, texts.size()).mapToObj(i -> texts.get(i).order(id(file, i))).toList();
    }

    private static String id(CommandFile file, int place) {
        return file.edit() + "-" + place;
    }

    private static List<String> texts(List<OrderText> orders) {
        return orders.stream().map(OrderText::text).toList();
    }

    private static void log(Problem problem) {
        LOG.atError().addKeyValue("at", problem.place()).addKeyValue("problem", problem.message())
                .addKeyValue("advice", problem.advice()).log("Nothing of the command file is carried out");
    }
}
