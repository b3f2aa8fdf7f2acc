package io.orcastra.adapters.ssh;

import com.jcraft.jsch.Session;

/** How far the talk with one machine has come. Thread-safe: one thread leads it, another gives it up. */
final class Conversation {
    private Session session;
    private boolean underWay;

    synchronized void over(Session made) {
        session = made;
    }

    /** The machine lets us in and runs the command: from now on its engine is waited for. */
    synchronized void underWay() {
        underWay = true;
    }

    synchronized boolean isUnderWay() {
        return underWay;
    }

    synchronized void end() {
        if (session != null) {
            session.disconnect();
        }
    }
}
