package io.orcastra.rules.room;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
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
 * Joins facts in steps that cannot fill the heap, and looks between them whether there is room for more: nothing else stops a
 * join that does. Whose matches are the most is to blame, not whose are made at the moment.
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
        inSteps(left, memory.getRightTupleMemory().size(), made, some -> super.doLeftInserts(node, sink, memory, some, made));
    }

    /** @throws HeapFilled when there is no room for more */
    @Override
    public void doRightInserts(JoinNode node, LeftTupleSink sink, BetaMemory<?> memory, TupleSets right, TupleSets made) {
        seen.put(node, memory);
        inSteps(right, memory.getLeftTupleMemory().size(), made, some -> super.doRightInserts(node, sink, memory, some, made));
    }

    /** @param others what each of the facts may be joined with */
    private void inSteps(TupleSets facts, int others, TupleSets made, Consumer<TupleSets> join) {
        int step = room.step(others);
        if (facts.getInsertSize() <= step) {
            join(facts, made, join);
        } else {
            while (facts.getInsertFirst() != null) {
                join(taken(facts, step), made, join);
            }
        }
    }

    private void join(TupleSets some, TupleSets made, Consumer<TupleSets> join) {
        int before = made.getInsertSize();
        join.accept(some);
        look(made.getInsertSize() - before);
    }

    /** The first of them, in their order, which else depended on the heap: a set begins with what was added last. */
    private static TupleSets taken(TupleSets from, int most) {
        Deque<TupleImpl> first = new ArrayDeque<>();
        for (TupleImpl one = from.getInsertFirst(); one != null && first.size() < most; one = from.getInsertFirst()) {
            from.removeInsert(one);
            first.push(one);
        }
        TupleSets taken = new TupleSetsImpl();
        first.forEach(taken::addInsert);
        return taken;
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
