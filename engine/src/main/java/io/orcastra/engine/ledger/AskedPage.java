package io.orcastra.engine.ledger;

import io.orcastra.engine.ledger.RequestAnswer.State;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page on which operators ask, until when, and beside it what has become of it. Operators write what they ask and take
 * it back, whoever acts writes the answers and strikes out what is done.
 */
public final class AskedPage {
    private static final String ANSWER = "answer.";
    private static final String UNTIL = "until";
    /** The answer of the end waits so long for its reader. */
    private static final Duration ANSWER_KEPT = Duration.ofMinutes(10);
    /** A page has to stay below what a ledger object may hold, whatever the vetoes say. */
    private static final int MOST_LINES = 100;
    private static final int LONGEST_LINE = 400;

    private final String name;
    private final String asked;

    /** @param asked what the key of each thing asked for begins with */
    AskedPage(String name, String asked) {
        this.name = name;
        this.asked = asked;
    }

    Map<String, String> entries(Map<String, LedgerPage> pages) {
        return pages.getOrDefault(name, LedgerPage.absent(name)).entries();
    }

    void edit(Ledger ledger, Consumer<Map<String, String>> change) throws LedgerUnavailable {
        new PageEdit(ledger, name).make(change);
    }

    boolean isAsked(String key) {
        return key.startsWith(asked);
    }

    String id(String key) {
        return key.substring(asked.length());
    }

    /** Writes something asked for into the entries of a page that is being edited. */
    void put(Map<String, String> entries, String id, Fields fields, Instant until) {
        entries.put(asked + id, fields.with(UNTIL, until).text());
    }

    /** What is asked for and in its time, by the order of the keys. */
    Stream<Map.Entry<String, String>> standing(Instant now, Map<String, LedgerPage> pages) {
        return entries(pages).entrySet().stream().filter(entry -> isAsked(entry.getKey()))
                .filter(entry -> until(entry.getValue()).isAfter(now)).sorted(Map.Entry.comparingByKey());
    }

    /** Whether it still stands there, in its time or not. */
    public boolean stands(String id, Map<String, LedgerPage> pages) {
        return entries(pages).containsKey(asked + id);
    }

    /** The last answer; empty before anybody looked at it. */
    public Optional<RequestAnswer> answer(String id, Map<String, LedgerPage> pages) {
        return Optional.ofNullable(entries(pages).get(ANSWER + id)).map(text -> answer(id, Fields.parse(text)));
    }

    /** All that was answered, by the order of the ids. */
    public List<RequestAnswer> answers(Map<String, LedgerPage> pages) {
        return entries(pages).keySet().stream().filter(key -> key.startsWith(ANSWER)).sorted()
                .flatMap(key -> answer(key.substring(ANSWER.length()), pages).stream()).toList();
    }

    /**
     * Takes back what was asked for, and its answer.
     *
     * @throws LedgerUnavailable also when others keep writing the page
     */
    public void withdraw(Ledger ledger, String id) throws LedgerUnavailable {
        edit(ledger, entries -> {
            entries.remove(asked + id);
            entries.remove(ANSWER + id);
        });
    }

    /** What nobody has struck out although its time is over, by id. */
    public List<String> over(Instant now, Map<String, LedgerPage> pages) {
        return entries(pages).entrySet().stream()
                .filter(entry -> isAsked(entry.getKey()) && !until(entry.getValue()).isAfter(now))
                .map(entry -> id(entry.getKey())).sorted().toList();
    }

    /** Those of the answers that say something new. */
    public List<RequestAnswer> news(Collection<RequestAnswer> answers, Map<String, LedgerPage> pages) {
        return answers.stream().map(AskedPage::bounded)
                .filter(one -> !one.says(answer(one.request(), pages).orElse(null))).toList();
    }

    /**
     * Writes answers, and strikes out what has come to an end. What was taken back meanwhile is not answered.
     *
     * @throws LedgerUnavailable also when others keep writing the page
     */
    public void tell(Ledger ledger, Collection<RequestAnswer> answers, Instant now) throws LedgerUnavailable {
        edit(ledger, entries -> {
            entries.entrySet().removeIf(entry -> entry.getKey().startsWith(ANSWER) && isStale(entry, entries, now));
            answers.stream().filter(one -> entries.containsKey(asked + one.request())).forEach(one -> answer(entries, one, now));
        });
    }

    /**
     * Strikes out what was asked for because nothing can ever come of it as things are, with that answer of any state.
     * Nothing when it was taken back meanwhile.
     *
     * @throws LedgerUnavailable also when others keep writing the page
     */
    public void end(Ledger ledger, RequestAnswer answer, Instant now) throws LedgerUnavailable {
        edit(ledger, entries -> {
            if (entries.containsKey(asked + answer.request())) {
                answer(entries, answer, now);
                entries.remove(asked + answer.request());
            }
        });
    }

    /** Writes an answer into the entries of a page that is being edited; the end strikes out what was asked for. */
    void answer(Map<String, String> entries, RequestAnswer answer, Instant now) {
        entries.put(ANSWER + answer.request(), Fields.empty().with("state", answer.state())
                .with(UNTIL, now.plus(ANSWER_KEPT)).with("lines", String.join("\n", answer.lines()))
                .with("subjects", answer.subjects().stream().sorted().collect(Collectors.joining(","))).text());
        if (answer.state().isEnd()) {
            entries.remove(asked + answer.request());
        }
    }

    private boolean isStale(Map.Entry<String, String> answer, Map<String, String> entries, Instant now) {
        return !entries.containsKey(asked + answer.getKey().substring(ANSWER.length()))
                && !until(answer.getValue()).isAfter(now);
    }

    private static RequestAnswer answer(String id, Fields fields) {
        return new RequestAnswer(id, state(fields.get("state")), parts(fields.get("lines"), "\n"),
                Set.copyOf(parts(fields.get("subjects"), ",")));
    }

    private static List<String> parts(String text, String separator) {
        return Stream.of(text.split(separator)).filter(part -> !part.isEmpty()).toList();
    }

    /** An answer of another version says at least that something was done. */
    private static State state(String text) {
        return List.of(State.values()).stream().filter(state -> state.name().equals(text)).findFirst().orElse(State.WAITING);
    }

    private static RequestAnswer bounded(RequestAnswer answer) {
        return new RequestAnswer(answer.request(), answer.state(), answer.lines().stream().limit(MOST_LINES)
                .map(line -> line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "...").toList(),
                answer.subjects());
    }

    private static Instant until(String text) {
        try {
            return Instant.parse(Fields.parse(text).get(UNTIL));
        } catch (DateTimeException unreadable) {
            return Instant.EPOCH;
        }
    }
}
