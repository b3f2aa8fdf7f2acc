package io.orcastra.facts.condition;

/**
 * The dependent is displaced, no move of it has failed, and the hour has none left for it. Meanwhile it is not counted how
 * long it is displaced.
 */
public record WaitsForHour(String dependentId) implements Condition {
    @Override
    public String subject() {
        return dependentId;
    }
}
