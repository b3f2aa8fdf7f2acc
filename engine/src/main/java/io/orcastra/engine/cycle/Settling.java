package io.orcastra.engine.cycle;

import io.orcastra.engine.port.Clock;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.control.Unsettled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether anything may be concluded from what the swarm says of itself. Used by one thread. */
final class Settling {
    /** Two equal looks this far apart show a swarm that does not move; heartbeats come every 5 s or sooner. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /** Part of the message of every node marked unknown because the leader changed (SwarmKit dispatcher.go). */
    private static final String LEADERSHIP = "leadership change";

    private final Clock clock;
    private boolean confirmed;
    private Set<Node> candidate = Set.of();
    private long candidateSince;
    private String leader = "";
    private boolean leaderChanged;
    private long leaderChangedAt;
    private Instant settledAt;
    private List<Unsettled> reasons = List.of(new Unsettled("nothing was observed yet", null));
    private Duration due;

    Settling(Clock clock) {
        this.clock = clock;
    }

    /** An observation failed: what comes after it is a new start. */
    void failed(String source, String reason) {
        confirmed = false;
        candidate = Set.of();
        due = BETWEEN_LOOKS;
        reasons = List.of(new Unsettled(source + " could not be observed: " + reason, null));
    }

    /** @param facts of a complete observation */
    void looked(Collection<?> facts, Duration settle) {
        Set<Node> nodes = nodes(facts);
        List<Unsettled> now = new ArrayList<>(oneLook(facts));
        due = null;
        confirm(nodes, now);
        watchLeader(nodes, settle, now);
        reasons = List.copyOf(now);
    }

    /** Why nothing may be concluded now; empty when the swarm is settled. */
    List<Unsettled> reasons() {
        return reasons;
    }

    /** Time until another look may settle it; null when only an event can. */
    Duration due() {
        return due;
    }

    /** What a single look can tell: quorum, engine versions and unknown nodes. */
    static List<Unsettled> oneLook(Collection<?> facts) {
        Set<Node> nodes = nodes(facts);
        List<Unsettled> now = new ArrayList<>();
        List<Node> managers = nodes.stream().filter(node -> node.role() == NodeRole.MANAGER).toList();
        long reachable = managers.stream().filter(node -> node.leadership() == Leadership.LEADER
                || node.leadership() == Leadership.REACHABLE).count();
        if (!managers.isEmpty() && reachable <= managers.size() / 2) {
            now.add(new Unsettled("quorum lost: " + reachable + " of " + managers.size() + " managers are reachable", null));
        }
        List<String> versions = managers.stream().filter(Node::managesNow)
                .map(Node::engineVersion).distinct().sorted().toList();
        if (versions.size() > 1) {
            now.add(new Unsettled("managers run different engine versions: " + String.join(", ", versions), null));
        }
        List<String> unknown = nodes.stream().filter(node -> node.status() == NodeStatus.UNKNOWN)
                .map(Node::hostname).sorted().toList();
        if (!unknown.isEmpty()) {
            now.add(new Unsettled("the status of " + String.join(", ", unknown) + " is unknown", null));
        }
        return now;
    }

    private void confirm(Set<Node> nodes, List<Unsettled> now) {
        if (confirmed) {
            return;
        }
        boolean quiet = now.isEmpty() && nodes.stream().noneMatch(node -> node.message().contains(LEADERSHIP));
        if (quiet && nodes.equals(candidate) && clock.nanos() - candidateSince >= BETWEEN_LOOKS.toNanos()) {
            confirmed = true;
            return;
        }
        if (!quiet) {
            candidate = Set.of();
        } else if (!nodes.equals(candidate)) {
            candidate = nodes;
            candidateSince = clock.nanos();
        }
        due = quiet ? BETWEEN_LOOKS.minusNanos(clock.nanos() - candidateSince) : BETWEEN_LOOKS;
        now.add(new Unsettled("waiting for a second look that shows the same nodes", null));
    }

    private void watchLeader(Set<Node> nodes, Duration settle, List<Unsettled> now) {
        String leads = nodes.stream().filter(node -> node.leadership() == Leadership.LEADER)
                .map(Node::id).sorted().findFirst().orElse("");
        if (!leads.isEmpty() && !leads.equals(leader)) {
            leaderChanged = !leader.isEmpty();
            leaderChangedAt = clock.nanos();
            settledAt = clock.instant().plus(settle);
            leader = leads;
        }
        long left = settle.toNanos() - (clock.nanos() - leaderChangedAt);
        if (leaderChanged && left > 0) {
            now.add(new Unsettled("the leader changed", settledAt));
            due = due == null || due.toNanos() > left ? Duration.ofNanos(left) : due;
        }
    }

    private static Set<Node> nodes(Collection<?> facts) {
        return facts.stream().filter(Node.class::isInstance).map(Node.class::cast)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
