package io.orcastra.adapters.scenario.script;

import io.orcastra.adapters.report.Spans;
import io.orcastra.adapters.scenario.script.Expectation.NoAction;
import io.orcastra.adapters.scenario.script.Expectation.NotShown;
import io.orcastra.adapters.scenario.script.Expectation.OnlyActions;
import io.orcastra.adapters.scenario.script.Expectation.Shown;
import io.orcastra.adapters.scenario.script.Sighting.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Compares what was expected with what was seen. */
final class Judge {
    private static final int MOST_HINTS = 3;

    private final Duration step;
    private final List<Stay> stays;

    Judge(Duration step, List<Stay> stays) {
        this.step = step;
        this.stays = stays;
    }

    List<Miss> judge(Script script) {
        return script.expectations().stream().flatMap(one -> judge(one).stream()).toList();
    }

    private Optional<Miss> judge(Expectation one) {
        if (one.demand() instanceof Shown seen) {
            return among(one, seen.kind(), seen.wording()::fits).isEmpty()
                    ? miss(one, "not seen", nearest(one, seen.kind(), seen.wording())) : Optional.empty();
        }
        if (one.demand() instanceof NotShown unwanted) {
            List<Stay> there = among(one, unwanted.kind(), unwanted.wording()::fits);
            return there.isEmpty() ? Optional.empty() : miss(one, "seen", there.stream().map(Judge::told).toList());
        }
        if (one.demand() instanceof OnlyActions only) {
            return only(one, only);
        }
        return noAction(one, (NoAction) one.demand());
    }

    private Optional<Miss> only(Expectation one, OnlyActions only) {
        List<Stay> left = new ArrayList<>(among(one, Kind.ACTION, any -> true));
        List<String> hints = new ArrayList<>();
        for (Wording wording : only.wordings()) {
            Optional<Stay> found = left.stream().filter(stay -> wording.fits(stay.sighting())).findFirst();
            found.ifPresentOrElse(left::remove, () -> {
                hints.add("missing: " + wording.what() + " " + wording.subject());
                hints.addAll(nearest(one, Kind.ACTION, wording));
            });
        }
        left.forEach(stay -> hints.add("unexpected: " + told(stay)));
        return hints.isEmpty() ? Optional.empty() : miss(one, "other actions were begun", hints);
    }

    private Optional<Miss> noAction(Expectation one, NoAction no) {
        List<Stay> acted = among(one, Kind.ACTION, no.action()::fits);
        if (!acted.isEmpty()) {
            return miss(one, "an action was begun", acted.stream().map(Judge::told).toList());
        }
        List<Stay> proposed = among(one, Kind.PROPOSAL, no.action()::fits);
        if (no.nothing()) {
            return proposed.isEmpty() ? Optional.empty()
                    : miss(one, "a rule wants an action", proposed.stream().map(Judge::told).toList());
        }
        boolean given = !no.reasoned() || !among(one, Kind.VETO, no.because()::fits).isEmpty();
        if (given) {
            return Optional.empty();
        }
        List<Stay> others = among(one, Kind.VETO, veto -> veto.subject().equals(no.because().subject()));
        return others.isEmpty()
                ? miss(one, "there is no action, but for another reason", List.of(proposed.isEmpty()
                        ? "no rule proposes anything for " + no.because().subject() + " then" : told(proposed.get(0))))
                : miss(one, "there is no action, but for another reason", hints(others.stream()));
    }

    private List<Stay> among(Expectation one, Kind kind, Predicate<Sighting> which) {
        Duration begin = kind == Kind.ACTION && one.isMoment() ? one.from().minus(step).plusNanos(1) : one.from();
        Duration from = kind != Kind.ACTION && one.isMoment() ? one.from().plus(Performance.MOMENT) : begin;
        Duration end = one.to().plus(Performance.MOMENT);
        return stays.stream().filter(stay -> stay.sighting().kind() == kind && which.test(stay.sighting()))
                .filter(stay -> stay.within(from, end)).toList();
    }

    /** The same at another time, else what is most alike; of an action that is missing, what was in its way. */
    private List<String> nearest(Expectation one, Kind kind, Wording wording) {
        Stream<Stay> alike = stays.stream().filter(stay -> stay.sighting().kind() == kind)
                .sorted(Comparator.comparingInt((Stay stay) -> wording.misses(stay.sighting()))
                        .thenComparing(stay -> distance(one, stay)))
                .filter(stay -> wording.misses(stay.sighting()) < 5).limit(1);
        List<String> hints = new ArrayList<>(alike.map(stay -> "nearest: " + told(stay)).toList());
        if (kind == Kind.ACTION || kind == Kind.PROPOSAL) {
            hints.addAll(hints(Stream.of(Kind.VETO, Kind.PROPOSAL).flatMap(other -> among(one, other,
                    seen -> seen.subject().equals(wording.subject())).stream())));
        }
        return hints.isEmpty() ? List.of("nearest: nothing of the kind was seen at any time") : hints;
    }

    private static List<String> hints(Stream<Stay> instead) {
        return instead.map(stay -> "instead: " + told(stay)).distinct().limit(MOST_HINTS).toList();
    }

    private static Duration distance(Expectation one, Stay stay) {
        return stay.within(one.from(), one.to().plus(Performance.MOMENT)) ? Duration.ZERO
                : one.from().minus(stay.from()).abs();
    }

    private static Optional<Miss> miss(Expectation one, String problem, List<String> hints) {
        return Optional.of(new Miss(one, problem, hints.stream().distinct().toList()));
    }

    private static String told(Stay stay) {
        String when = stay.from().equals(stay.to()) ? "at " + Spans.of(stay.from())
                : "from " + Spans.of(stay.from()) + " to " + Spans.of(stay.to());
        return stay.sighting().kind().word() + " " + when + ": " + stay.sighting().text();
    }
}
