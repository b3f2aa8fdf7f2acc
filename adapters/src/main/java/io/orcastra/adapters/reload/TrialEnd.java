package io.orcastra.adapters.reload;

import io.orcastra.rules.RuleFile;
import io.orcastra.rules.RuleFile.Origin;
import io.orcastra.rules.RuleSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the process of a trial ended, and whether the rules are to blame when it did not end well: they are for what
 * happened while they were judging, and not for a process that never came so far.
 *
 * @param code     with which it ended; empty when it had to be ended
 * @param limit    how long it might have taken
 * @param computed processor time it had
 */
record TrialEnd(OptionalInt code, Duration limit, Duration computed) {
    /** The rules threw something nobody isolates. */
    static final int JUDGING_FAILED = 70;
    /** What Java ends with when its heap is full and it was told to end then. */
    private static final int HEAP_FULL = 3;
    /** An honest trial computes for a second or two; who had less than this share of the limit was never given the time. */
    private static final int SHARE = 10;

    /**
     * Empty when it ended well. Files that came last are to blame: beside the others nothing went wrong so far.
     *
     * @param former rules that decide meanwhile
     */
    Optional<Refusal> refusal(RuleSet rules, RuleSet former, boolean scenarios) {
        if (code.isEmpty()) {
            return Optional.of(computed.compareTo(limit.dividedBy(SHARE)) < 0 ? starved() : endless(rules, former, scenarios));
        }
        return switch (code.getAsInt()) {
            case 0 -> Optional.empty();
            case HEAP_FULL -> Optional.of(new Refusal("judging the present facts they needed more memory than a trial has",
                    suspects(rules, former, "Maybe far too many facts are concluded.")));
            case JUDGING_FAILED -> Optional.of(new Refusal("judging the present facts they failed in a way that ended "
                    + "their process", suspects(rules, former, "Maybe a condition is nested far too deep.")));
            default -> Optional.of(new TrialNotRun("its process ended with code " + code.getAsInt()
                    + " before it could judge; maybe the machine has no memory left for it"));
        };
    }

    private TrialNotRun starved() {
        return new TrialNotRun("in " + limit.toSeconds() + " s its process had " + computed.toSeconds()
                + " s of computing; maybe the machine has far too much to do");
    }

    private Refusal endless(RuleSet rules, RuleSet former, boolean scenarios) {
        return new Refusal("on the present facts" + (scenarios ? " and in their scenarios" : "")
                + " they came to no end within " + limit.toSeconds() + " s",
                suspects(rules, former, "Maybe a pattern shares no key with those before it, so that every fact meets every other."));
    }

    private static List<String> suspects(RuleSet rules, RuleSet former, String advice) {
        List<RuleFile> own = rules.files().stream().filter(file -> file.origin() != Origin.BUILT_IN).toList();
        List<RuleFile> edited = own.stream().filter(file -> !former.files().contains(file)).toList();
        List<RuleFile> suspected = edited.isEmpty() ? own : edited;
        String which = suspected.size() == 1 ? ": this file\n  " : ": one of these files\n  ";
        return suspected.stream().map(file -> file.name() + which + advice).toList();
    }
}
