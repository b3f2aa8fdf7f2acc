package io.orcastra.adapters.reload;

import io.orcastra.rules.RuleSet;
import java.util.Set;

/**
 * After a trial the next one is begun at once: edits come in rows, and what was begun ahead has its start behind it. Used
 * by one thread.
 */
final class ReadyTrial implements Trial, AutoCloseable {
    private final Trial trial;
    private Course ready;

    ReadyTrial(Trial trial) {
        this.trial = trial;
    }

    @Override
    public Course begin() throws Refusal {
        Course next = ready;
        ready = null;
        if (next != null && !next.waits()) {
            next.close();
            next = null;
        }
        return new Followed(next == null ? trial.begin() : next);
    }

    /** Ends what was begun ahead. */
    @Override
    public void close() {
        if (ready != null) {
            ready.close();
            ready = null;
        }
    }

    private final class Followed implements Course {
        private final Course course;

        Followed(Course course) {
            this.course = course;
        }

        @Override
        public TrialReport judge(RuleSet rules, Set<String> off, Present present) throws Refusal {
            return course.judge(rules, off, present);
        }

        @Override
        public boolean waits() {
            return course.waits();
        }

        @Override
        public void close() {
            course.close();
            try {
                ready = trial.begin();
            } catch (Refusal later) {
                ready = null;
            }
        }
    }
}
