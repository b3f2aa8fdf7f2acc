package io.orcastra.rules.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.decision.TargetVeto;
import io.orcastra.facts.decision.Veto;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What rules concluded from given facts. */
public final class Firing {
    private final Collection<?> given;
    private final Set<Object> concluded;
    private final Map<String, List<List<Object>>> fired;
    private final Map<String, Set<Object>> because;

    Firing(Collection<?> all, Collection<?> given, FiredRules rules) {
        this.given = List.copyOf(given);
        var news = new HashSet<Object>(all);
        news.removeAll(Set.copyOf(given));
        this.concluded = Set.copyOf(news);
        this.fired = Map.copyOf(rules.matched());
        this.because = Map.copyOf(rules.concluded());
    }

    private Firing(Firing whole, Set<Object> concluded) {
        this.given = whole.given;
        this.concluded = Set.copyOf(concluded);
        this.fired = whole.fired;
        this.because = whole.because;
    }

    /** The same without the proposals that write node labels. */
    public Firing aboutServices() {
        return new Firing(this, concluded.stream().filter(fact -> !(fact instanceof Proposal proposal
                && (proposal.action() instanceof SetNodeLabel || proposal.action() instanceof RemoveNodeLabel)))
                .collect(Collectors.toSet()));
    }

    /** The facts it was fired on. */
    public Collection<?> given() {
        return given;
    }

    /** All that was concluded, of every family. */
    public Set<Object> concluded() {
        return concluded;
    }

    /** Whether the rule with this id fired and what it concluded holds. */
    public boolean fired(String rule) {
        return fired.containsKey(rule);
    }

    /** For each match of the rule that stands, the facts of its patterns, in their order. */
    public List<List<Object>> matches(String rule) {
        return fired.getOrDefault(rule, List.of());
    }

    /** What stands because of the rule. */
    public Set<Object> conclusions(String rule) {
        return because.getOrDefault(rule, Set.of());
    }

    public Firing concludes(Object... facts) {
        assertThat(concluded).contains(facts);
        return this;
    }

    public Firing doesNotConclude(Object... facts) {
        assertThat(concluded).doesNotContain(facts);
        return this;
    }

    public Firing concludesNo(Class<?> type) {
        assertThat(concluded).noneMatch(type::isInstance);
        return this;
    }

    /** Exactly these actions are proposed, whatever vetoes say. */
    public Firing proposes(Action... actions) {
        assertThat(proposals().stream().map(Proposal::action).collect(Collectors.toSet())).containsExactlyInAnyOrder(actions);
        return this;
    }

    /** Exactly these actions are proposed and not vetoed. */
    public Firing approves(Action... actions) {
        Set<Proposal> vetoed = of(Veto.class).stream().map(Veto::proposal).collect(Collectors.toSet());
        assertThat(proposals().stream().filter(proposal -> !vetoed.contains(proposal)).map(Proposal::action)
                .collect(Collectors.toSet())).as("approved; vetoes are %s", of(Veto.class)).containsExactlyInAnyOrder(actions);
        return this;
    }

    /** The rule with this id vetoes, and the reason contains this text. */
    public Firing vetoes(String rule, String reason) {
        assertThat(of(Veto.class)).anyMatch(veto -> veto.rule().equals(rule) && veto.reason().contains(reason));
        return this;
    }

    /** The rule with this id excludes exactly these nodes as targets, and each reason contains this text. */
    public Firing vetoesTargets(String rule, String reason, String... nodeIds) {
        List<TargetVeto> found = of(TargetVeto.class).stream().filter(veto -> veto.rule().equals(rule)).toList();
        assertThat(found.stream().map(TargetVeto::nodeId).distinct()).containsExactlyInAnyOrder(nodeIds);
        assertThat(found).allMatch(veto -> veto.reason().contains(reason));
        return this;
    }

    /** The rule with this id finds something, and whatever it finds says this in its message. */
    public Firing finds(String rule, String message) {
        assertThat(of(Finding.class)).filteredOn(finding -> finding.rule().equals(rule)).isNotEmpty()
                .allMatch(finding -> finding.message().contains(message) && finding.advice().startsWith("Maybe "));
        return this;
    }

    public List<Proposal> proposals() {
        return of(Proposal.class);
    }

    /** Conclusions of one type. */
    public <T> List<T> of(Class<T> type) {
        return concluded.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
