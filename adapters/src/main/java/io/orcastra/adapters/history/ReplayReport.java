package io.orcastra.adapters.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orcastra.adapters.report.ActionWords;
import io.orcastra.adapters.report.Names;
import io.orcastra.adapters.report.Report.Subject;
import io.orcastra.engine.explain.Balance;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.replay.Comparison;
import io.orcastra.engine.replay.Difference;
import io.orcastra.engine.replay.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a candidate differs from what was recorded, for people and programs.
 *
 * @param from              absent when nothing was recorded
 * @param cycles            that were recorded
 * @param agreedCycles      in which every verdict was the same
 * @param notRecorded       that could not be
 * @param recordedActions   begun or shown
 * @param candidateRestarts on paper: the world went on as it was recorded
 * @param differences       by the time they began; the newest where not all are kept
 * @param forgotten         differences that are not kept any more
 * @param notes             what a reader should know of all this, one sentence each
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplayReport(
        Instant from, Instant until, long cycles, long agreedCycles, long notRecorded, int recordedActions,
        int recordedRestarts, int candidateRestarts, List<Line> differences, long forgotten, List<String> notes) {
    /** Without notes where a daemon of an earlier version tells none. */
    public ReplayReport {
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    /**
     * One difference.
     *
     * @param kind     {@code added}, {@code gone} or {@code changed}
     * @param what     an action or a finding
     * @param acts     whether something is done on one side; otherwise it is only held back, or found
     * @param earlier  whether the recorded decision came to the same at {@code until}
     * @param restarts beyond the recorded ones
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            String kind, Instant from, Instant until, String rule, Subject subject, String what, String reason, Side recorded,
            Side candidate, boolean acts, boolean earlier, int restarts, Balance balance) {
    }

    /** @param vetoes ids of the rules in the way */
    public record Side(String verdict, List<String> vetoes) {
    }

    public static ReplayReport of(Comparison comparison, Names names) {
        return new ReplayReport(comparison.from(), comparison.until(), comparison.cycles(), comparison.agreed(),
                comparison.dropped(), comparison.actions(), comparison.restarts(), comparison.candidateRestarts(),
                comparison.differences().stream().map(one -> line(one, names)).toList(), comparison.forgotten(), List.of());
    }

    public ReplayReport noting(List<String> more) {
        return new ReplayReport(from, until, cycles, agreedCycles, notRecorded, recordedActions, recordedRestarts, candidateRestarts,
                differences, forgotten, more);
    }

    private static Line line(Difference one, Names names) {
        Verdict said = one.candidate().filter(ReplayReport::acts).or(one::recorded).or(one::candidate).orElseThrow();
        boolean acts = one.recorded().filter(ReplayReport::acts).isPresent()
                || one.candidate().filter(ReplayReport::acts).isPresent();
        return new Line(one.kind().name().toLowerCase(Locale.ROOT), one.from(), one.until(), one.matter().rule(),
                new Subject(one.matter().subject(), names.of(one.matter().subject())),
                said.action() == null ? names.in(said.finding().message())
                        : new ActionWords(names).of(new PlannedAction(said.because(), said.targets(), said.restarts())),
                said.because() == null ? "" : names.in(said.because().reason()),
                one.recorded().map(ReplayReport::side).orElse(null), one.candidate().map(ReplayReport::side).orElse(null),
                acts, one.follows(), one.restarts(), one.balance().orElse(null));
    }

    private static boolean acts(Verdict verdict) {
        return verdict.kind() == Verdict.Kind.PLANNED;
    }

    private static Side side(Verdict verdict) {
        return new Side(verdict.kind().name().toLowerCase(Locale.ROOT), verdict.vetoes().stream().sorted().toList());
    }

    Optional<Instant> begin() {
        return Optional.ofNullable(from);
    }
}
