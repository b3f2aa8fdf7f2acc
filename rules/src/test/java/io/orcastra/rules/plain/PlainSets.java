package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.condition.Follows;
import io.orcastra.facts.condition.GivenUp;
import io.orcastra.facts.condition.MovesWanted;
import io.orcastra.facts.condition.MovesWith;
import io.orcastra.facts.condition.TaskRunning;
import io.orcastra.facts.condition.Unmovable;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.FailedMove;
import io.orcastra.facts.control.Relocated;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import java.util.ArrayList;
import java.util.List;

/** An anchor moves with all that follow it or not at all (colocation.drl). */
final class PlainSets extends PlainPolicy {
    private static final String BROUGHT_BACK = "bring back .*";

    PlainSets(PlainFacts facts) {
        super(facts);
    }

    @Override
    void conditions() {
        if (facts.all(MovesWanted.class).isEmpty()) {
            return;
        }
        for (Follows first : facts.all(Follows.class)) {
            member("ORC-COL-106", first.anchorId(), first.dependentId());
            for (Follows second : followers(first)) {
                member("ORC-COL-107", first.anchorId(), second.dependentId());
                for (Follows third : followers(second)) {
                    member("ORC-COL-108", first.anchorId(), third.dependentId());
                }
            }
        }
    }

    private List<Follows> followers(Follows follows) {
        return facts.where(By.FOLLOWERS_OF, follows.dependentId());
    }

    private void member(String rule, String anchor, String dependent) {
        if (!anchor.equals(dependent)) {
            facts.conclude(rule, new MovesWith(anchor, dependent));
        }
    }

    @Override
    void proposals() {
        for (Relocated relocated : facts.all(Relocated.class)) {
            if (!relocated.cause().matches(BROUGHT_BACK) && !facts.any(By.FOLLOWED_BY, relocated.serviceId())) {
                service(relocated.serviceId()).forEach(anchor -> bringBack(anchor, relocated));
            }
        }
    }

    private void bringBack(Service anchor, Relocated relocated) {
        List<MovesWith> members = facts.where(By.MEMBERS_OF, anchor.id());
        for (TaskRunning task : facts.where(By.RUNNING_OF, anchor.id())) {
            if (relocated.to().contains(task.nodeId())) {
                Relocate back = new Relocate(anchor.id(), task.nodeId(), relocated.from(), 0, Relocate.Goal.BRING_BACK, 1);
                String cause = "bring back " + anchor.fingerprint();
                if (members.stream().anyMatch(one -> couldNotFollow(one.memberId(), relocated))) {
                    propose("ORC-COL-203", back, cause,
                            "a service that follows " + anchor.name() + " could not follow it");
                }
                members.stream().filter(one -> isGivenUp(one.memberId()) && isAtHome(one.memberId(), relocated))
                        .forEach(one -> service(one.memberId()).forEach(
                                service -> propose("ORC-COL-204", back, cause, service.name() + ", which follows it, was given up")));
            }
        }
    }

    private boolean isAtHome(String member, Relocated relocated) {
        return facts.where(By.DEPENDENT_HOME, member).stream().anyMatch(home -> relocated.to().contains(home.nodeId()));
    }

    private boolean couldNotFollow(String member, Relocated relocated) {
        return facts.any(By.DISPLACED, member) && isAtHome(member, relocated)
                && facts.all(FailedMove.class).stream()
                        .anyMatch(one -> one.serviceId().equals(member) && one.at().isAfter(relocated.at()))
                && facts.all(Attempts.class).stream().anyMatch(one -> one.subject().equals(member) && one.count() > 2);
    }

    private boolean isGivenUp(String dependent) {
        return facts.all(GivenUp.class).stream().anyMatch(one -> one.dependentId().equals(dependent));
    }

    @Override
    void vetoes() {
        for (Follows follows : facts.all(Follows.class)) {
            for (Service anchor : service(follows.anchorId())) {
                relocating(follows.dependentId(), move -> true).forEach(proposal -> veto("ORC-COL-305", proposal,
                        "it follows " + anchor.name() + ", so it moves with it only"));
            }
        }
        for (Proposal proposal : relocations(move -> !move.bringsBack())) {
            keepTogether(proposal);
        }
        for (Proposal proposal : relocations(Relocate::cosmetic)) {
            waitForMembers(proposal);
        }
    }

    private void waitForMembers(Proposal proposal) {
        for (MovesWith with : facts.where(By.MEMBERS_OF, proposal.subject())) {
            if (facts.any(By.DISPLACED, with.memberId()) && !isGivenUp(with.memberId())) {
                service(with.memberId()).forEach(member -> veto("ORC-COL-310", proposal,
                        member.name() + ", which follows it, has yet to get there"));
            }
        }
    }

    private void keepTogether(Proposal proposal) {
        String anchor = proposal.subject();
        for (MovesWith with : facts.where(By.MEMBERS_OF, anchor)) {
            facts.all(Unmovable.class).stream().filter(one -> one.serviceId().equals(with.memberId())).forEach(
                    one -> veto("ORC-COL-306", proposal, "all that follow it move as one: " + one.reason()));
            service(with.memberId()).forEach(member -> keepWithOthers(anchor, member, proposal));
        }
        for (Relocated relocated : facts.all(Relocated.class)) {
            if (relocated.serviceId().equals(anchor) && relocated.cause().matches(BROUGHT_BACK)) {
                veto("ORC-COL-308", proposal,
                        "it was brought back within the hour, because a service that follows it could not follow");
            }
        }
        if (!chain(4, anchor).isEmpty()) {
            veto("ORC-COL-309", proposal, "more than three services follow it one behind the other");
        }
    }

    private void keepWithOthers(String anchor, Service member, Proposal proposal) {
        for (Follows follows : facts.where(By.FOLLOWED_BY, member.id())) {
            String other = follows.anchorId();
            if (!other.equals(anchor) && !facts.holds(new MovesWith(anchor, other))) {
                service(other).forEach(service -> veto("ORC-COL-307", proposal,
                        member.name() + ", which follows it, follows " + service.name() + " as well"));
            }
        }
    }

    /** What follows this many links behind. */
    private List<String> chain(int links, String anchor) {
        if (links == 0) {
            return List.of(anchor);
        }
        List<String> all = new ArrayList<>();
        facts.where(By.FOLLOWERS_OF, anchor).forEach(follows -> all.addAll(chain(links - 1, follows.dependentId())));
        return all;
    }
}
