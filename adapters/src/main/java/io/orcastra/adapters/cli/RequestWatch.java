package io.orcastra.adapters.cli;

import io.orcastra.engine.ledger.AskedPage;
import io.orcastra.engine.ledger.LedgerFacts;
import io.orcastra.engine.ledger.OrderPage;
import io.orcastra.engine.ledger.RequestAnswer;
import io.orcastra.engine.ledger.RequestAnswer.State;
import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Follows a request in the ledger and tells what is new, until it has come to an end or its operator stops it. */
final class RequestWatch {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);
    /** What nothing can be done about now: a service that starts, or an anchor whose dependents follow it, needs a moment. */
    private static final Duration HELD_LONG_ENOUGH = Duration.ofSeconds(15);
    /** A swarm settles within a minute of its leader's change, and a free lease is taken within another. */
    private static final Duration UNANSWERED_LONG_ENOUGH = Duration.ofSeconds(150);

    private static final String HOPELESS = "no more can be done as things are";

    private final Requests requests;
    private final AskedPage page;
    private final Surroundings surroundings;
    private final PrintWriter out;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Set<String> told = new HashSet<>();
    private RequestAnswer last;
    private long changedAt;

    RequestWatch(Requests requests, AskedPage page, Surroundings surroundings) {
        this.requests = requests;
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

    private int follow(String request, boolean first) throws LedgerUnavailable {
        Signals.on("INT", stop::countDown);
        Signals.on("TERM", stop::countDown);
        changedAt = surroundings.clock().nanos();
        PatientPages ledger = new PatientPages(requests::pages, surroundings.clock());
        while (true) {
            Optional<Map<String, LedgerPage>> read = ledger.read();
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
                requests.withdraw(page, request);
                return end(answer.get());
            }
            boolean held = answer.filter(one -> one.state() == State.HELD).isPresent();
            if (page == OrderPage.PAGE && held && !page.stands(request, pages)) {
                requests.withdraw(page, request);
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
                requests.withdraw(page, request);
                return said(hopeless.orElse("stopped") + ": withdrawn" + underWay(), ExitCode.FAILURE);
            }
        }
    }

    private void tell(RequestAnswer answer) {
        if (last != null && answer.state() == last.state() && answer.lines().equals(last.lines())) {
            return;
        }
        last = answer;
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
     * What has begun is never broken off: a move that stops half way is what the engine is there to prevent. A pull changes no
     * service, and after it everything is decided anew, without what was withdrawn. So it is looked at once more now.
     */
    private String underWay() {
        List<Intent> intents = intents();
        boolean pulling = intents.stream().anyMatch(RequestWatch::isPull);
        List<String> moving = last == null || last.state() != State.MOVING ? List.of()
                : last.lines().stream().filter(line -> line.contains(" moved") || line.endsWith(" under way")).toList();
        if (moving.isEmpty()) {
            return "; nothing of it is under way";
        }
        if (pulling && intents.stream().allMatch(RequestWatch::isPull)) {
            return "; only an image is still pulled for it, and no service is touched";
        }
        return "; what has begun is finished: " + String.join(", ", moving)
                + (pulling ? "; where an image is still pulled, the service stays" : "");
    }

    /** None where the swarm does not answer any more: then what has begun is told as it was seen last. */
    private List<Intent> intents() {
        try {
            return LedgerFacts.intents(requests.pages());
        } catch (LedgerUnavailable away) {
            return List.of();
        }
    }

    private static boolean isPull(Intent intent) {
        return !intent.job().isEmpty();
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
