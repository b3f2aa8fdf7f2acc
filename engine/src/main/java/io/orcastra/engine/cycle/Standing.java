package io.orcastra.engine.cycle;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.ledger.ApprovalPage;
import io.orcastra.engine.ledger.AskedPage;
import io.orcastra.engine.ledger.CooldownPage;
import io.orcastra.engine.ledger.Lease;
import io.orcastra.engine.ledger.LedgerFacts;
import io.orcastra.engine.ledger.OrderPage;
import io.orcastra.engine.ledger.PausePage;
import io.orcastra.engine.ledger.RequestAnswer;
import io.orcastra.engine.ledger.RequestAnswer.State;
import io.orcastra.engine.ledger.RequestPage;
import io.orcastra.engine.plan.Consents;
import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerConflict;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.control.NoLease;
import io.orcastra.facts.control.StaleObservation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Where this instance stands among the others, by the ledger: one read a cycle. Used by one thread. */
final class Standing {
    private final Ledger ledger;
    private final Lease lease;
    private final EngineListener listener;
    private Map<String, LedgerPage> pages = Map.of();
    private StaleObservation stale;
    private Instant lastRead;
    private boolean held;
    private String holder = "";
    private boolean tookOver;
    private Set<String> openBefore = Set.of();
    private long lessonsVersion = -1;

    Standing(Ledger ledger, Lease lease, EngineListener listener) {
        this.ledger = ledger;
        this.lease = lease;
        this.listener = listener;
    }

    /** Reads the ledger; when {@code acting}, takes or renews the lease as well. */
    void look(Collection<?> facts, boolean acting, Instant now) {
        try {
            openBefore = ids(intents());
            pages = ledger.read();
            lastRead = now;
            stale = null;
            if (acting) {
                tend(facts);
            }
        } catch (LedgerUnavailable | RuntimeException unavailable) {
            stale = new StaleObservation(Ledger.SOURCE, lastRead, String.valueOf(unavailable.getMessage()));
            listener.observationFailed(Ledger.SOURCE, stale.reason());
        }
        noticeChange();
    }

    /** Renews the lease, or looks whether it became free, between two cycles. True when that changed something. */
    boolean tend() {
        boolean before = held;
        try {
            lease.tend();
        } catch (LedgerUnavailable | RuntimeException unavailable) {
            listener.observationFailed(Ledger.SOURCE, String.valueOf(unavailable.getMessage()));
        }
        noticeChange();
        return before != held;
    }

    Duration due() {
        return lease.due();
    }

    void release() throws LedgerUnavailable {
        lease.release();
        noticeChange();
    }

    Set<Object> facts(boolean acting) {
        Set<Object> facts = new HashSet<>(LedgerFacts.of(pages));
        if (lastRead != null) {
            facts.addAll(PausePage.at(lastRead, pages));
            facts.addAll(RequestPage.at(lastRead, pages));
            facts.addAll(OrderPage.at(lastRead, pages));
        }
        if (acting && !lease.held()) {
            facts.add(new NoLease(holder));
        }
        if (stale != null) {
            facts.add(stale);
        }
        return facts;
    }

    boolean held() {
        return lease.held();
    }

    String holder() {
        return holder;
    }

    /** True once after each time this instance took the lease. */
    boolean tookOver() {
        boolean once = tookOver;
        tookOver = false;
        return once;
    }

    List<Intent> intents() {
        return LedgerFacts.intents(pages);
    }

    /** Actions that are under way according to two looks in a row. */
    List<Intent> lastingIntents() {
        return intents().stream().filter(intent -> openBefore.contains(intent.id())).toList();
    }

    /** What was learnt by whoever wrote it last; null when it is what was read or written before. */
    CooldownPage newLessons() {
        LedgerPage page = pages.get(CooldownPage.NAME);
        if (page == null || page.version() == lessonsVersion) {
            return null;
        }
        lessonsVersion = page.version();
        return CooldownPage.of(page);
    }

    /** False when it could not be written now: try again in the next cycle. */
    boolean write(Map<String, String> lessons) {
        LedgerPage page = pages.getOrDefault(CooldownPage.NAME, LedgerPage.absent(CooldownPage.NAME));
        if (page.entries().equals(lessons)) {
            return true;
        }
        try {
            LedgerPage written = ledger.write(page, lessons);
            if (written.entries().equals(lessons)) {
                lessonsVersion = written.version();                     // else another wrote right after: that is news
            }
            pages = new HashMap<>(pages);
            pages.put(CooldownPage.NAME, written);
            return true;
        } catch (LedgerConflict | LedgerUnavailable | RuntimeException later) {
            return false;
        }
    }

    /** False when it could not be done, or was done before: then none of its actions may begin. */
    boolean spend(Consents.Use use) {
        try {
            return use.exchanges().isEmpty() || ApprovalPage.spend(ledger, ApprovalPage.among(pages), use.spent(), use.given());
        } catch (LedgerUnavailable | RuntimeException later) {
            return false;
        }
    }

    /** Where the ledger takes it not, what was approved of asks again. */
    void giveBack(SpentApprovals.Unused unused) {
        try {
            if (!unused.equals(SpentApprovals.Unused.NONE)) {
                ApprovalPage.giveBack(ledger, unused.back(), unused.ended());
            }
        } catch (LedgerUnavailable | RuntimeException lost) {
            listener.observationFailed(Ledger.SOURCE, String.valueOf(lost.getMessage()));
        }
    }

    /** Tells those who asked what became of it, where that is news; what could not be written is told after the next look. */
    void answer(AskedPage page, Collection<RequestAnswer> answers) {
        Stream<RequestAnswer> over = page.over(lastRead, pages).stream().map(id -> new RequestAnswer(id, State.OVER,
                page.answer(id, pages).map(RequestAnswer::lines).orElse(List.of())));
        List<RequestAnswer> news = page.news(Stream.concat(answers.stream(), over).toList(), pages);
        try {
            if (!news.isEmpty()) {
                page.tell(ledger, news, lastRead);
            }
        } catch (LedgerUnavailable | RuntimeException later) {
            listener.observationFailed(Ledger.SOURCE, String.valueOf(later.getMessage()));
        }
    }

    private void tend(Collection<?> facts) throws LedgerUnavailable {
        for (Object fact : facts) {
            if (fact instanceof LocalEngine local) {
                lease.tend(pages, local.nodeId(), leads(local.nodeId(), facts));
            }
        }
    }

    private static boolean leads(String nodeId, Collection<?> facts) {
        return facts.stream().anyMatch(fact -> fact instanceof Node node
                && node.id().equals(nodeId) && node.leadership() == Leadership.LEADER);
    }

    private void noticeChange() {
        boolean now = lease.held();
        if (now != held || !lease.holder().equals(holder)) {
            tookOver |= now && !held;
            held = now;
            holder = lease.holder();
            listener.leaseChanged(held, holder);
        }
    }

    private static Set<String> ids(List<Intent> intents) {
        Set<String> ids = new HashSet<>();
        intents.forEach(intent -> ids.add(intent.id()));
        return ids;
    }
}
