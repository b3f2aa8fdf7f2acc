package io.orcastra.engine.ledger;

import io.orcastra.engine.ledger.RequestAnswer.State;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.control.Command;
import io.orcastra.facts.control.DependentsPaused;
import io.orcastra.facts.control.LabelsWithdrawn;
import io.orcastra.facts.control.Order;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The page {@code commands}: what operators ordered, what holds since, and which edits of command files were taken up.
 * A pause of dependents and the withdrawal of labels hold from the moment they are written.
 */
public final class OrderPage {
    /** Where answers are told and read. */
    public static final AskedPage PAGE = new AskedPage("commands", "order.");

    private static final String SINCE = "since";
    private static final String EDIT = "edit.";
    private static final String WITHDRAWN = "labels-withdrawn";
    private static final String PAUSED = "dependents-paused";
    private static final int EDITS_KEPT = 64;
    /** What cannot be done within it is given up, and said so. */
    private static final Duration STANDS = Duration.ofHours(1);
    private static final Set<Command> OF_LABELS =
            EnumSet.of(Command.RELABEL_ALL, Command.RELABEL_ANCHOR, Command.REMOVE_ALL_LABELS);

    private OrderPage() {
    }

    /** Orders whose time is not over, and what holds because of earlier ones. */
    public static Set<Object> at(Instant now, Map<String, LedgerPage> pages) {
        Map<String, String> entries = PAGE.entries(pages);
        Set<Object> facts = new HashSet<>();
        PAGE.standing(now, pages).map(entry -> order(entry.getKey(), entry.getValue())).forEach(
                order -> order.ifPresent(facts::add));
        if (entries.containsKey(WITHDRAWN)) {
            facts.add(new LabelsWithdrawn());
        }
        if (entries.containsKey(PAUSED)) {
            facts.add(new DependentsPaused());
        }
        return facts;
    }

    /** Writes orders one after the other. An order about labels takes the place of earlier ones that ask the opposite. */
    public static void ask(Ledger ledger, List<Order> orders, Instant now) throws LedgerUnavailable {
        PAGE.edit(ledger, entries -> orders.forEach(order -> write(entries, order, now)));
    }

    /**
     * Writes the orders of an edit of a command file, unless that edit was taken up before, by whatever instance.
     *
     * @param edit tells an edit from all others
     */
    public static void askOnce(Ledger ledger, String edit, List<Order> orders, Instant now) throws LedgerUnavailable {
        PAGE.edit(ledger, entries -> {
            if (entries.putIfAbsent(EDIT + edit, now.toString()) == null) {
                orders.forEach(order -> write(entries, order, now));
                forget(entries);
            }
        });
    }

    /** Whether the edit was taken up. */
    public static boolean taken(String edit, Map<String, LedgerPage> pages) {
        return PAGE.entries(pages).containsKey(EDIT + edit);
    }

    /**
     * Until when edits are old: when an instance first looked for a command file in this swarm, or the last edit that is
     * forgotten was taken up; empty before {@link #begin}.
     */
    public static Optional<Instant> since(Map<String, LedgerPage> pages) {
        return Optional.ofNullable(PAGE.entries(pages).get(SINCE)).map(OrderPage::moment);
    }

    /** Notes that command files are looked for from now on, where that was not noted before. */
    public static void begin(Ledger ledger, Instant now) throws LedgerUnavailable {
        PAGE.edit(ledger, entries -> entries.putIfAbsent(SINCE, now.toString()));
    }

    private static void write(Map<String, String> entries, Order order, Instant now) {
        Command command = order.command();
        if (command == Command.PAUSE_DEPENDENTS || command == Command.RESUME_DEPENDENTS) {
            hold(entries, PAUSED, command == Command.PAUSE_DEPENDENTS, now);
            PAGE.answer(entries, new RequestAnswer(order.id(), State.DONE, List.of()), now);
            return;
        }
        if (OF_LABELS.contains(command)) {
            opposites(entries, command).forEach(id -> PAGE.answer(entries,
                    new RequestAnswer(id, State.OVER, List.of("a later order takes its place")), now));
        }
        if (command == Command.RELABEL_ALL || command == Command.REMOVE_ALL_LABELS) {
            hold(entries, WITHDRAWN, command == Command.REMOVE_ALL_LABELS, now);
        }
        PAGE.put(entries, order.id(), Fields.empty().with("command", command).with("anchor", order.anchor()), now.plus(STANDS));
    }

    /** Ids of orders that ask for labels where this one asks for none, or the other way round. */
    private static List<String> opposites(Map<String, String> entries, Command command) {
        return entries.entrySet().stream().filter(entry -> PAGE.isAsked(entry.getKey()))
                .flatMap(entry -> order(entry.getKey(), entry.getValue()).stream())
                .filter(earlier -> OF_LABELS.contains(earlier.command()))
                .filter(earlier -> (earlier.command() == Command.REMOVE_ALL_LABELS) != (command == Command.REMOVE_ALL_LABELS))
                .map(Order::id).toList();
    }

    private static void hold(Map<String, String> entries, String what, boolean holds, Instant now) {
        if (holds) {
            entries.putIfAbsent(what, now.toString());
        } else {
            entries.remove(what);
        }
    }

    /**
     * Edits beyond the last ones, by the moment they were taken up. What was written until then is old from now on, as is what
     * was there first: an edit that is forgotten would else be a new one.
     */
    private static void forget(Map<String, String> entries) {
        List<String> older = entries.entrySet().stream().filter(entry -> entry.getKey().startsWith(EDIT))
                .sorted(Map.Entry.<String, String>comparingByValue(Comparator.comparing(OrderPage::moment)).reversed())
                .skip(EDITS_KEPT).map(Map.Entry::getKey).toList();
        if (!older.isEmpty()) {
            entries.merge(SINCE, entries.get(older.get(0)),
                    (since, taken) -> moment(taken).isAfter(moment(since)) ? taken : since);
            older.forEach(entries::remove);
        }
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException unreadable) {
            return Instant.EPOCH;
        }
    }

    /** Empty for a command of another version. */
    private static Optional<Order> order(String key, String text) {
        Fields fields = Fields.parse(text);
        return Stream.of(Command.values()).filter(command -> command.name().equals(fields.get("command"))).findFirst()
                .map(command -> new Order(PAGE.id(key), command, fields.get("anchor")));
    }
}
