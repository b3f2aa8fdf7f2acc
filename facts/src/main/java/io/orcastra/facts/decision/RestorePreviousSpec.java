package io.orcastra.facts.decision;

/** A user's rollback brought back a pin of ours: write the user's own previous version instead. */
public record RestorePreviousSpec(String serviceId) implements Action {
    @Override
    public String subject() {
        return serviceId;
    }
}
