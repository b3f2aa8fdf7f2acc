package io.orcastra.rules.room;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.drools.core.common.ReteEvaluator;
import org.drools.core.common.TupleSets;
import org.drools.core.common.TupleSetsImpl;
import org.drools.core.phreak.PhreakJoinNode;
import org.drools.core.reteoo.BetaMemory;
import org.drools.core.reteoo.BetaNode;
import org.drools.core.reteoo.JoinNode;
import org.drools.core.reteoo.LeftTupleSink;
import org.drools.core.reteoo.TupleImpl;
import org.drools.core.util.FastIterator;
import org.kie.api.definition.rule.Rule;

/**
 * Joins facts one after the other instead of all at once, and looks between them whether there is room for more: nothing else
 * stops a join that fills the heap. Whose matches are the most is to blame, not whose are made at the moment.
 */
final class RoomyJoin extends PhreakJoinNode {
    private final Room room;
    private final Map<JoinNode, BetaMemory<?>> seen = new HashMap<>();

    RoomyJoin(ReteEvaluator session, Room room) {
        super(session);
        this.room = room;
    }

    /** @throws HeapFilled when there is no room for more */
    @Override
    public void doLeftInserts(JoinNode node, LeftTupleSink sink, BetaMemory<?> memory, TupleSets left, TupleSets made) {
        seen.put(node, memory);
        for (TupleImpl one : taken(left)) {
            super.doLeftInserts(node, sink, memory, alone(one), made);
            long more = 0;
            for (TupleImpl match = one.getFirstChild(); match != null; match = match.getHandleNext()) {
                more++;
            }
            look(more);
        }
    }

    /** @throws HeapFilled when there is no room for more */
    @Override
    public void doRightInserts(JoinNode node, LeftTupleSink sink, BetaMemory<?> memory, TupleSets right, TupleSets made) {
        seen.put(node, memory);
        for (TupleImpl one : taken(right)) {
            super.doRightInserts(node, sink, memory, alone(one), made);
            long more = 0;
            for (TupleImpl match = one.getFirstChild(); match != null; match = match.getRightParentNext()) {
                more++;
            }
            look(more);
        }
    }

    private static List<TupleImpl> taken(TupleSets from) {
        List<TupleImpl> taken = new ArrayList<>();
        for (TupleImpl one = from.getInsertFirst(); one != null; one = from.getInsertFirst()) {
            from.removeInsert(one);
            taken.add(one);
        }
        return taken;
    }

    private static TupleSets alone(TupleImpl one) {
        TupleSets alone = new TupleSetsImpl();
        alone.addInsert(one);
        return alone;
    }

    private void look(long more) {
        if (!room.isLeft(more)) {
            JoinNode largest = null;
            long most = 0;
            for (Map.Entry<JoinNode, BetaMemory<?>> one : seen.entrySet()) {
                long matches = matches(one.getValue());
                if (matches > most) {
                    largest = one.getKey();
                    most = matches;
                }
            }
            if (largest != null && room.isFilledBy(most)) {
                throw new HeapFilled(Stream.of(largest.getAssociatedRules()).map(Rule::getName).toList(), most, room.megabytes());
            }
        }
    }

    private static long matches(BetaMemory<?> memory) {
        long matches = 0;
        FastIterator<TupleImpl> all = memory.getLeftTupleMemory().fullFastIterator();
        for (TupleImpl one = BetaNode.getFirstTuple(memory.getLeftTupleMemory(), all); one != null; one = all.next(one)) {
            for (TupleImpl match = one.getFirstChild(); match != null; match = match.getHandleNext()) {
                matches++;
            }
        }
        return matches;
    }
}
