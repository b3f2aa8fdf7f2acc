package io.orcastra.facts.condition;

/**
 * A service that Orcastra made is not as its file wishes.
 *
 * @param setting the place, a digest of what is to stand there and that, as in the action
 */
public record Deviates(String serviceId, String setting) implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }
}
