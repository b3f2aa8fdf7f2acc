package io.orcastra.engine.ledger;

import io.orcastra.engine.plan.PastAction;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Backoff;
import io.orcastra.facts.control.Cooldown;
import io.orcastra.facts.control.FailedMove;
import io.orcastra.facts.control.MoveFailures;
import io.orcastra.facts.control.NodeLosses;
import io.orcastra.facts.control.RefusedPull;
import io.orcastra.facts.control.Resting;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page {@code cooldowns}: what was learnt from past actions, and how long what is timed has lasted. An entry that
 * cannot be read, say of another version, is left out: it costs one more attempt at worst.
 *
 * @param moveSeconds how long moves took, by service id
 * @param version     of the ledger page it was read from
 */
public record CooldownPage(List<Remembered> remembered, List<PastAction> history, List<Timing> timings,
        Map<String, Double> moveSeconds, long version) {
    public static final String NAME = "cooldowns";
    private static final Logger LOG = LoggerFactory.getLogger(CooldownPage.class);

    public CooldownPage {
        remembered = List.copyOf(remembered);
        history = List.copyOf(history);
        timings = List.copyOf(timings);
        moveSeconds = Map.copyOf(moveSeconds);
    }

    public static CooldownPage of(LedgerPage page) {
        List<Remembered> remembered = new ArrayList<>();
        List<PastAction> history = new ArrayList<>();
        List<Timing> timings = new ArrayList<>();
        Map<String, Double> moveSeconds = new HashMap<>();
        page.entries().forEach((key, text) -> {
            try {
                Fields fields = Fields.parse(text);
                String kind = key.replaceFirst("\\..*", "");
                if (kind.equals("action")) {
                    history.add(action(fields));
                } else if (kind.equals("timing")) {
                    timings.add(timing(fields));
                } else if (kind.equals("cost")) {
                    moveSeconds.put(fields.get("service"), seconds(fields));
                } else {
                    remembered.add(new Remembered(fact(kind, fields), until(fields),
                            Duration.ofSeconds(Long.parseLong(fields.get("for")))));
                }
            } catch (DateTimeException | IllegalArgumentException unreadable) {
                LOG.warn("Entry '{}' of the ledger page '{}' cannot be read and is left out: {}", key, NAME, text);
            }
        });
        return new CooldownPage(remembered, history, timings, moveSeconds, page.version());
    }

    public static Map<String, String> entries(
            Collection<Remembered> remembered, Collection<PastAction> history, Collection<Timing> timings,
            Map<String, Double> moveSeconds) {
        Map<String, String> entries = new HashMap<>();
        remembered.forEach(one -> entries.put(kind(one.fact()) + "." + entries.size(), fields(one.fact())
                .with("until", one.until()).with("for", one.lasting().toSeconds()).text()));
        history.forEach(past -> entries.put("action." + entries.size(), fields(past).text()));
        timings.forEach(timing -> entries.put("timing." + entries.size(), fields(timing).text()));
        moveSeconds.forEach((service, seconds) -> entries.put("cost." + entries.size(),
                Fields.empty().with("service", service).with("seconds", seconds).text()));
        return entries;
    }

    private static String kind(Object fact) {
        return fact.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static Fields fields(Object fact) {
        if (fact instanceof Cooldown cooldown) {
            return Fields.empty().with("subject", cooldown.subject()).with("cause", cooldown.cause());
        }
        if (fact instanceof Backoff backoff) {
            return Fields.empty().with("subject", backoff.subject()).with("cause", backoff.cause())
                    .with("attempts", backoff.attempts());
        }
        if (fact instanceof Attempts attempts) {
            return Fields.empty().with("subject", attempts.subject()).with("cause", attempts.cause())
                    .with("count", attempts.count());
        }
        if (fact instanceof RefusedPull pull) {
            return Fields.empty().with("service", pull.serviceId()).with("image", pull.image())
                    .with("node", pull.nodeId()).with("message", pull.message());
        }
        if (fact instanceof FailedMove failed) {
            return Fields.empty().with("service", failed.serviceId()).with("at", failed.at());
        }
        if (fact instanceof MoveFailures failures) {
            return Fields.empty().with("service", failures.serviceId()).with("cause", failures.cause())
                    .with("count", failures.count()).with("target", failures.targetId())
                    .with("nodes", joined(failures.nodeIds())).with("error", failures.error())
                    .with("tried", joined(failures.tried()));
        }
        if (fact instanceof Resting resting) {
            return Fields.empty().with("subject", resting.subject());
        }
        if (fact instanceof NodeLosses losses) {
            return Fields.empty().with("node", losses.nodeId()).with("count", losses.count());
        }
        throw new IllegalArgumentException("not a fact of the page " + NAME + ": " + fact);
    }

    private static Object fact(String kind, Fields fields) {
        return switch (kind) {
            case "cooldown" -> new Cooldown(fields.get("subject"), fields.get("cause"), until(fields));
            case "backoff" -> new Backoff(fields.get("subject"), fields.get("cause"),
                    Integer.parseInt(fields.get("attempts")), until(fields));
            case "attempts" -> new Attempts(
                    fields.get("subject"), fields.get("cause"), Integer.parseInt(fields.get("count")));
            case "refusedpull" -> new RefusedPull(fields.get("service"), fields.get("image"), fields.get("node"),
                    fields.get("message"), until(fields));
            case "failedmove" -> new FailedMove(fields.get("service"), Instant.parse(fields.get("at")));
            case "movefailures" -> new MoveFailures(fields.get("service"), fields.get("cause"),
                    Integer.parseInt(fields.get("count")), fields.get("target"), split(fields.get("nodes")),
                    fields.get("error"), split(fields.get("tried")));
            case "resting" -> new Resting(fields.get("subject"), until(fields));
            case "nodelosses" -> new NodeLosses(fields.get("node"), Integer.parseInt(fields.get("count")));
            default -> throw new IllegalArgumentException("unknown kind " + kind);
        };
    }

    private static Instant until(Fields fields) {
        return Instant.parse(fields.get("until"));
    }

    private static Fields fields(PastAction past) {
        return Fields.empty().with("action", past.action()).with("service", past.serviceId())
                .with("cause", past.cause()).with("from", joined(past.from())).with("to", joined(past.to()))
                .with("at", past.at()).with("end", past.end());
    }

    private static PastAction action(Fields fields) {
        return new PastAction(Instant.parse(fields.get("at")), fields.get("service"), fields.get("action"),
                fields.get("cause"), split(fields.get("from")), split(fields.get("to")),
                PastAction.End.valueOf(fields.get("end")));
    }

    private static Fields fields(Timing timing) {
        return Fields.empty().with("name", timing.name()).with("about", timing.about())
                .with("identity", timing.identity()).with("passed", timing.passed().toSeconds());
    }

    private static Timing timing(Fields fields) {
        return new Timing(fields.get("name"), fields.get("about"), fields.get("identity"),
                Duration.ofSeconds(Long.parseLong(fields.get("passed"))));
    }

    private static double seconds(Fields fields) {
        double seconds = Double.parseDouble(fields.get("seconds"));
        if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("no time: " + seconds);
        }
        return seconds;
    }

    private static String joined(Set<String> ids) {
        return String.join(",", ids.stream().sorted().toList());
    }

    private static Set<String> split(String ids) {
        return ids.isEmpty() ? Set.of() : Set.of(ids.split(","));
    }
}
