package io.orcastra.lab;

/** A command of the lab, or one given to an engine in it, failed. */
public final class LabFailure extends RuntimeException {

    public LabFailure(String message) {
        super(message);
    }
}
