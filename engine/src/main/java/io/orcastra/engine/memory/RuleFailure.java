package io.orcastra.engine.memory;

/** A rule threw or did not come to rest; the session it ran in is not to be used any more. */
final class RuleFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private final String rule;

    /** @param rule name of the rule, empty when it could not be told */
    RuleFailure(String rule, String reason, Throwable cause) {
        super(reason, cause);
        this.rule = rule;
    }

    String rule() {
        return rule;
    }
}
