package io.orcastra.rules;

import java.util.Locale;

/** What a rule concludes. The hundreds of a rule's number tell its family: {@code ORC-COL-301} is a veto. */
public enum RuleFamily {
    /** A named fact that holds as long as what it was concluded from. */
    CONDITION('1'),
    /** A wish to act. */
    PROPOSAL('2'),
    /** A reason why not, not yet, or not there. */
    VETO('3'),
    /** Something an operator should know. */
    FINDING('4'),
    /** A wish to be told when something has lasted, or that its time waits. */
    TIMER('5');

    private final char digit;

    RuleFamily(char digit) {
        this.digit = digit;
    }

    /** First digit of the numbers of this family's rules. */
    public char digit() {
        return digit;
    }

    /** The family in words, such as {@code veto}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Family of a rule that concludes facts of the type with this simple name. */
    public static RuleFamily concluding(String type) {
        return switch (type) {
            case "Proposal" -> PROPOSAL;
            case "Veto", "TargetVeto" -> VETO;
            case "Finding" -> FINDING;
            case "Timer", "HeldTimer" -> TIMER;
            default -> CONDITION;
        };
    }
}
