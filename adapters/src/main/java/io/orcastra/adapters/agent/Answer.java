package io.orcastra.adapters.agent;

/**
 * What became of a request, as it goes over the wire.
 *
 * @param result  {@code done}, {@code left} when it was not to be done any more, {@code failed}, or {@code under way}
 * @param message English, one clause; empty when it was done
 */
public record Answer(String result, String message) {

    static final String DONE = "done";
    static final String LEFT = "left";
    static final String FAILED = "failed";
    static final String UNDER_WAY = "under way";

    public boolean isDone() {
        return result.equals(DONE);
    }

    /** Whether it is to be asked for again, to hear how it ended. */
    public boolean isUnderWay() {
        return result.equals(UNDER_WAY);
    }

    public boolean isLeft() {
        return result.equals(LEFT);
    }
}
