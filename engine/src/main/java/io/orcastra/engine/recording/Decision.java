package io.orcastra.engine.recording;

import io.orcastra.engine.plan.Plan;
import io.orcastra.facts.decision.Finding;
import java.util.List;

/** What was decided in a cycle, written down when it differs from the cycle before. */
record Decision(Plan plan, List<Finding> findings) {
}
