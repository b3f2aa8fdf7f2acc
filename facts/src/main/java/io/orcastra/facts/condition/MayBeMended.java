package io.orcastra.facts.condition;

/** The entry of the inventory has a written role or {@code heal: true}: what is broken about its node may be mended. */
public record MayBeMended(String hostname) implements Condition {
    @Override
    public String subject() {
        return hostname;
    }
}
