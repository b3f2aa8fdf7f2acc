package io.orcastra.adapters.agent;

/**
 * What became of a request, as it goes over the wire.
 *
 * @param result  {@code done}, {@code left} when it was not to be done any more, or {@code failed}
 * @param message English, one clause; empty when it was done
 */
public record Answer(String result, String message) {

    static final String DONE = "done";
    static final String LEFT = "left";
    static final String FAILED = "failed";

    public boolean isDone() {
        return result.equals(DONE);
    }

    public boolean isLeft() {
        return result.equals(LEFT);
    }
}
