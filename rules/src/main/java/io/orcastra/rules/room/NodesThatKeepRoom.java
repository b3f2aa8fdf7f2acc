package io.orcastra.rules.room;

import org.drools.core.common.ReteEvaluator;
import org.drools.core.phreak.PhreakJoinNode;
import org.drools.core.phreak.PhreakNetworkNodeFactoryImpl;

/** Has facts joined so that a rule whose matches fill the heap is stopped; found by the engine as a service. */
public final class NodesThatKeepRoom extends PhreakNetworkNodeFactoryImpl {
    @Override
    public PhreakJoinNode createPhreakJoinNode(ReteEvaluator session) {
        return new RoomyJoin(session, Room.ofThisProcess());
    }
}
