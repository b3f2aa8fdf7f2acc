package io.orcastra.adapters.docker.move;

/** Told right after each step of an action on a service, on the thread that acts. */
@FunctionalInterface
public interface StepListener {

    StepListener NOOP = (step, serviceId) -> { };

    void onCompleted(MoveStep step, String serviceId);
}
