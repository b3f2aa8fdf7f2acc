package io.orcastra.engine.memory;

/**
 * What makes two facts statements about the same thing, so that the later replaces the earlier. A type without an
 * identity of its own is its own key: it can only come and go.
 */
public record FactKey(Class<?> type, Object identity) {
    private static final Identities IDENTITIES = Identities.all();

    public static FactKey of(Object fact) {
        return new FactKey(fact.getClass(), IDENTITIES.of(fact));
    }
}
