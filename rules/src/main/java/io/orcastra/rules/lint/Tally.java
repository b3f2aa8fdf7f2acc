package io.orcastra.rules.lint;

/**
 * What {@code accumulate} makes of its facts, in place of a fact. What it makes otherwise than by counting has no name here:
 * nothing is known of it before it is compared.
 *
 * @param count of facts, never less than zero
 */
record Tally(long count) {
    static final String COUNT = "count";
}
