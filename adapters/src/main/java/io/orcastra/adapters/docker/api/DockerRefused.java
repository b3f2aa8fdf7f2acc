package io.orcastra.adapters.docker.api;

/** The engine answered no; nothing was written. */
public final class DockerRefused extends DockerFailure {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String answer;

    DockerRefused(String message, int status, String answer) {
        super(message, null);
        this.status = status;
        this.answer = answer;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** The engine's own words. */
    public String answer() {
        return answer;
    }
}
