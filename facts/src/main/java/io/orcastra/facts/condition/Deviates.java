package io.orcastra.facts.condition;

/**
 * A service that Orcastra made is not as its file wishes.
 *
 * @param setting the place, a space, and what is to stand there
 */
public record Deviates(String serviceId, String setting) implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }
}
