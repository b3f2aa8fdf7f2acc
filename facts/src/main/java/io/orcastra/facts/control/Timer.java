package io.orcastra.facts.control;

import java.time.Duration;

/**
 * A rule's wish to be told when something has lasted: concluded with {@code insertLogical}, it starts when it first
 * holds and ends with what it was concluded from. After {@code lasting} without interruption the engine puts in
 * {@link Elapsed} with the same name and subject, and takes it out again when the timer ends.
 *
 * @param name    what is being timed, in words, such as {@code displaced}
 * @param subject any fact or id; timers with equal name and subject are one. Its text must be the same in every process,
 *                sets in it sorted, because what has lasted is written down by it
 * @param assumed whether an evaluation that looks once only, such as a dry run, takes it for elapsed: it then shows what
 *                will be done if all stays as it is
 */
public record Timer(String name, Object subject, Duration lasting, boolean assumed) {

    /** A timer that a single look takes for just begun. */
    public Timer(String name, Object subject, Duration lasting) {
        this(name, subject, lasting, false);
    }
}
