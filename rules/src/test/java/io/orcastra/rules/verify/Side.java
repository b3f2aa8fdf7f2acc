package io.orcastra.rules.verify;

/** What a test shows of its rule; held to by {@link VerifierExtension}. */
public enum Side {
    /** The rule fires. */
    POSITIVE,
    /** The rule does not fire. */
    NEGATIVE,
    /** The smallest change that makes a difference: the rule fires before it and not after, or the other way round. */
    BOUNDARY
}
