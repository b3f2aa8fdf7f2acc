package io.orcastra.engine.ledger;

import io.orcastra.facts.condition.Condition;
import io.orcastra.facts.control.Elapsed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/**
 * How long something timed has lasted so far.
 *
 * @param about    id of the service it is about
 * @param identity of name and subject, the same in every process
 * @param passed   not counting what nobody saw
 */
public record Timing(String name, String about, String identity, Duration passed) {

    public static Timing of(Elapsed what, Duration passed) {
        Object subject = what.subject();
        String identity = UUID.nameUUIDFromBytes((what.name() + " " + subject).getBytes(StandardCharsets.UTF_8)).toString();
        return new Timing(what.name(), subject instanceof Condition condition ? condition.subject() : subject.toString(),
                identity, passed);
    }
}
