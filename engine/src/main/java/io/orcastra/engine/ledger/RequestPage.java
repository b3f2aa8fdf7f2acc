package io.orcastra.engine.ledger;

import io.orcastra.engine.ledger.RequestAnswer.State;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.control.EvacuationRequest;
import io.orcastra.facts.control.MoveRequest;
import io.orcastra.facts.control.OperatorRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The page {@code requests}: what operators asked for, until when, and beside it what has become of it. Operators write
 * requests and take them back, whoever acts writes the answers and strikes out what is done.
 */
public final class RequestPage {
    private static final String NAME = "requests";
    private static final String REQUEST = "request.";
    private static final String ANSWER = "answer.";
    /** The answer of the end waits so long for its reader. */
    private static final Duration ANSWER_KEPT = Duration.ofMinutes(10);
    /** A page has to stay below what a ledger object may hold, whatever the vetoes say. */
    private static final int MOST_LINES = 100;
    private static final int LONGEST_LINE = 400;

    private RequestPage() {
    }

    /** Requests whose time is not over, by the order of their ids. */
    public static List<OperatorRequest> at(Instant now, Map<String, LedgerPage> pages) {
        return entries(pages).entrySet().stream().filter(entry -> entry.getKey().startsWith(REQUEST))
                .filter(entry -> until(entry.getValue()).isAfter(now)).sorted(Map.Entry.comparingByKey())
                .map(entry -> request(entry.getKey(), Fields.parse(entry.getValue()))).toList();
    }

    /** Whether it still stands there, in its time or not. */
    public static boolean stands(String request, Map<String, LedgerPage> pages) {
        return entries(pages).containsKey(REQUEST + request);
    }

    /** The last answer to a request; empty before anybody looked at it. */
    public static Optional<RequestAnswer> answer(String request, Map<String, LedgerPage> pages) {
        return Optional.ofNullable(entries(pages).get(ANSWER + request)).map(text -> answer(request, Fields.parse(text)));
    }

    /**
     * Writes a request in the place of an earlier one about the same service, or the emptying of the same node.
     *
     * @throws LedgerUnavailable also when others keep writing the page
     */
    public static void ask(Ledger ledger, OperatorRequest request, Instant until) throws LedgerUnavailable {
        new PageEdit(ledger, NAME).make(entries -> {
            entries.entrySet().removeIf(entry -> entry.getKey().startsWith(REQUEST)
                    && replaces(request, request(entry.getKey(), Fields.parse(entry.getValue()))));
            entries.put(REQUEST + request.id(), fields(request).with("until", until).text());
        });
    }

    /**
     * Takes a request back, and its answer.
     *
     * @throws LedgerUnavailable also when others keep writing the page
     */
    public static void withdraw(Ledger ledger, String request) throws LedgerUnavailable {
        new PageEdit(ledger, NAME).make(entries -> {
            entries.remove(REQUEST + request);
            entries.remove(ANSWER + request);
        });
    }

    /** Requests whose time is over and which nobody has struck out, by id. */
    public static List<String> over(Instant now, Map<String, LedgerPage> pages) {
        return entries(pages).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(REQUEST) && !until(entry.getValue()).isAfter(now))
                .map(entry -> entry.getKey().substring(REQUEST.length())).sorted().toList();
    }

    /** Those of the answers that say something new. */
    public static List<RequestAnswer> news(Collection<RequestAnswer> answers, Map<String, LedgerPage> pages) {
        return answers.stream().map(RequestPage::bounded)
                .filter(one -> !one.says(answer(one.request(), pages).orElse(null))).toList();
    }

    /**
     * Writes answers, and strikes out the requests that have come to an end. What was taken back meanwhile is not
     * answered.
     *
     * @throws LedgerUnavailable also when others keep writing the page
     */
    public static void tell(Ledger ledger, Collection<RequestAnswer> answers, Instant now) throws LedgerUnavailable {
        new PageEdit(ledger, NAME).make(entries -> {
            entries.entrySet().removeIf(entry -> entry.getKey().startsWith(ANSWER) && isStale(entry, entries, now));
            answers.stream().filter(one -> entries.containsKey(REQUEST + one.request())).forEach(one -> {
                entries.put(ANSWER + one.request(), Fields.empty().with("state", one.state())
                        .with("until", now.plus(ANSWER_KEPT)).with("lines", String.join("\n", one.lines())).text());
                if (one.state().isEnd()) {
                    entries.remove(REQUEST + one.request());
                }
            });
        });
    }

    private static boolean isStale(Map.Entry<String, String> answer, Map<String, String> entries, Instant now) {
        return !entries.containsKey(REQUEST + answer.getKey().substring(ANSWER.length()))
                && !until(answer.getValue()).isAfter(now);
    }

    private static boolean replaces(OperatorRequest request, OperatorRequest other) {
        return request instanceof MoveRequest move
                ? other instanceof MoveRequest earlier && earlier.service().equals(move.service())
                : other instanceof EvacuationRequest && other.nodeId().equals(request.nodeId());
    }

    private static Map<String, String> entries(Map<String, LedgerPage> pages) {
        return pages.getOrDefault(NAME, LedgerPage.absent(NAME)).entries();
    }

    private static Fields fields(OperatorRequest request) {
        Fields fields = Fields.empty().with("node", request.nodeId());
        return request instanceof MoveRequest move ? fields.with("service", move.service()) : fields;
    }

    private static OperatorRequest request(String key, Fields fields) {
        String id = key.substring(REQUEST.length());
        return fields.get("service").isEmpty() ? new EvacuationRequest(id, fields.get("node"))
                : new MoveRequest(id, fields.get("service"), fields.get("node"));
    }

    private static RequestAnswer answer(String request, Fields fields) {
        List<String> lines = new ArrayList<>(List.of(fields.get("lines").split("\n")));
        lines.removeIf(String::isEmpty);
        return new RequestAnswer(request, state(fields.get("state")), lines);
    }

    /** An answer of another version says at least that something was done. */
    private static State state(String text) {
        return List.of(State.values()).stream().filter(state -> state.name().equals(text)).findFirst().orElse(State.WAITING);
    }

    private static RequestAnswer bounded(RequestAnswer answer) {
        return new RequestAnswer(answer.request(), answer.state(), answer.lines().stream().limit(MOST_LINES)
                .map(line -> line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "...").toList());
    }

    private static Instant until(String text) {
        try {
            return Instant.parse(Fields.parse(text).get("until"));
        } catch (DateTimeException unreadable) {
            return Instant.EPOCH;
        }
    }
}
