package io.orcastra.engine.plan;

/**
 * How much may be disturbed. Moves and restarts count, of services, containers and engines, and updates of services that
 * Orcastra made; label writes, and taking off a pin that an owner's rollback brought back, do not.
 *
 * @param perCycle begun in one cycle; 5 by default: a cluster in trouble is mended in small, observable portions
 * @param perNode  under way at once towards one node; 2 by default: each start costs its node disk and CPU
 * @param perHour  begun in any 60 minutes; 20 by default: a wrong rule is noticed before it has restarted everything
 * @param emergencyPerCycle begun in one cycle where a node is about to run out of memory, everything counted; twice the
 *                          ordinary number by default. What goes towards one node is never more than otherwise
 * @param emergencyPerHour  the same for any 60 minutes
 */
public record Budgets(int perCycle, int perNode, int perHour, int emergencyPerCycle, int emergencyPerHour) {
    public static final Budgets DEFAULT = new Budgets(5, 2, 20);

    /** Twice as much in an emergency. */
    public Budgets(int perCycle, int perNode, int perHour) {
        this(perCycle, perNode, perHour, 2 * perCycle, 2 * perHour);
    }
}
