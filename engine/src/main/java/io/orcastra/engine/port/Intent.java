package io.orcastra.engine.port;

import java.time.Instant;
import java.util.List;

/**
 * An action under way, as recorded in the ledger before its first write and removed after its last.
 *
 * @param id        unique
 * @param subject   node or service id; one intent per subject at a time
 * @param action    simple name of the action type, such as {@code MoveService}
 * @param rule      id of the rule that proposed it
 * @param cause     cause of the proposal
 * @param pins      constraint expressions that are, or are about to be, on the service
 * @param job       name of the pull job that exists or is about to, else empty
 * @param holder    instance that started it
 * @param startedAt by the holder's clock
 */
public record Intent(
        String id,
        String subject,
        String action,
        String rule,
        String cause,
        List<String> pins,
        String job,
        String holder,
        Instant startedAt) {
    public Intent {
        pins = List.copyOf(pins);
    }
}
