package io.orcastra.adapters.prometheus.fetch;

/** No good answer; the message is one clause in English, without a full stop and without secrets. */
public final class FetchFailed extends Exception {

    private static final long serialVersionUID = 1L;

    public FetchFailed(String clause) {
        super(clause);
    }

    public FetchFailed(String clause, Throwable cause) {
        super(clause, cause);
    }
}
