package io.orcastra.adapters.cli;

import io.orcastra.engine.ledger.AskedPage;
import io.orcastra.engine.ledger.LedgerFacts;
import io.orcastra.engine.ledger.OrderPage;
import io.orcastra.engine.ledger.RequestAnswer;
import io.orcastra.engine.ledger.RequestAnswer.State;
import io.orcastra.engine.ledger.RequestPage;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.control.OperatorRequest;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Follows a request in the ledger and tells what is new, until it has come to an end or its operator stops it. */
final class RequestWatch {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);
    /** What nothing can be done about now: a service that starts, or an anchor whose dependents follow it, needs a moment. */
    private static final Duration HELD_LONG_ENOUGH = Duration.ofSeconds(15);
    /** A swarm settles within a minute of its leader's change, and a free lease is taken within another. */
    private static final Duration UNANSWERED_LONG_ENOUGH = Duration.ofSeconds(150);

    private static final String HOPELESS = "no more can be done as things are";

    private final Ledger ledger;
    private final UnaryOperator<String> names;
    private final AskedPage page;
    private final Surroundings surroundings;
    private final PrintWriter out;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Set<String> told = new HashSet<>();
    private RequestAnswer last;
    private long changedAt;

    /** @param names tells the name of the service or node of that id */
    RequestWatch(Ledger ledger, UnaryOperator<String> names, AskedPage page, Surroundings surroundings) {
        this.ledger = ledger;
        this.names = names;
        this.page = page;
        this.surroundings = surroundings;
        out = surroundings.out();
    }

    /** Ends with the first answer. */
    int once(String request) throws LedgerUnavailable {
        return follow(request, true);
    }

    /** Ends when nothing more can come of it; what has not begun is withdrawn then. */
    int toTheEnd(String request) throws LedgerUnavailable {
        return follow(request, false);
    }

    /** Its operator wants it no more: what has not begun is withdrawn. */
    void stop() {
        stop.countDown();
    }

    private int follow(String request, boolean first) throws LedgerUnavailable {
        changedAt = surroundings.clock().nanos();
        PatientPages patient = new PatientPages(ledger::read, surroundings.clock());
        while (true) {
            Optional<Map<String, LedgerPage>> read = patient.read();
            if (read.isEmpty()) {
                if (stopped()) {
                    return said("stopped; the swarm does not answer, so what was asked for stands until its time is over",
                            ExitCode.FAILURE);
                }
                continue;
            }
            Map<String, LedgerPage> pages = read.get();
            Optional<RequestAnswer> answer = page.answer(request, pages);
            answer.ifPresent(this::tell);
            if (answer.isPresent() && answer.get().state().isEnd()) {
                page.withdraw(ledger, request);
                return end(answer.get());
            }
            boolean held = answer.filter(one -> one.state() == State.HELD).isPresent();
            if (page == OrderPage.PAGE && held && !page.stands(request, pages)) {
                page.withdraw(ledger, request);
                return said(HOPELESS + ": withdrawn", ExitCode.FAILURE);
            }
            if (!page.stands(request, pages)) {
                return said("another request has taken its place, or it was withdrawn", ExitCode.FAILURE);
            }
            if (first && answer.isPresent()) {
                return ExitCode.GOOD;
            }
            Optional<String> hopeless = hopeless();
            if (hopeless.isPresent() || stopped()) {
                page.withdraw(ledger, request);
                return said(hopeless.orElse("stopped") + ": withdrawn" + goesOn(request, pages), ExitCode.FAILURE);
            }
        }
    }

    private void tell(RequestAnswer answer) {
        boolean known = last != null && answer.state() == last.state() && answer.lines().equals(last.lines());
        last = answer;
        if (known) {
            return;
        }
        changedAt = surroundings.clock().nanos();
        answer.lines().stream().filter(told::add).forEach(line -> out.println("  " + line));
        out.flush();
    }

    private int end(RequestAnswer answer) {
        return answer.state() == State.DONE ? said("done", ExitCode.GOOD)
                : said("its time is over; what is left stays as it is", ExitCode.FAILURE);
    }

    private Optional<String> hopeless() {
        Duration unchanged = Duration.ofNanos(surroundings.clock().nanos() - changedAt);
        if (last == null && unchanged.compareTo(UNANSWERED_LONG_ENOUGH) > 0) {
            return Optional.of("no instance has answered for " + UNANSWERED_LONG_ENOUGH.toSeconds()
                    + " s (maybe none runs any more: docker service ps, orcastra snapshot)");
        }
        return last != null && last.state() == State.HELD && unchanged.compareTo(HELD_LONG_ENOUGH) > 0
                ? Optional.of(HOPELESS) : Optional.empty();
    }

    /**
     * What has begun is never broken off, so its operator is told of it. It is looked for once more after the withdrawal; where
     * the swarm does not answer any more, as it was seen last.
     */
    private String goesOn(String request, Map<String, LedgerPage> before) {
        Optional<OperatorRequest> asked = page == RequestPage.PAGE
                ? RequestPage.at(surroundings.clock().instant(), before).stream().filter(one -> one.id().equals(request)).findFirst()
                : Optional.empty();
        Map<String, LedgerPage> now = before;
        try {
            now = ledger.read();
        } catch (LedgerUnavailable away) {
            out.println("the swarm does not answer any more; as it was seen last:");
        }
        return new GoesOn(asked, last == null ? Set.of() : last.subjects(), LedgerFacts.intents(now)).words(names);
    }

    private boolean stopped() {
        try {
            return stop.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private int said(String words, int exit) {
        out.println(words);
        out.flush();
        return exit;
    }
}
