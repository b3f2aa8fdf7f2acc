package io.orcastra.rules.mutation;

import io.orcastra.rules.mutation.Neighbourhood.Apart;
import io.orcastra.rules.verify.Firing;
import io.orcastra.rules.verify.RuleVerifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Those of each rule, from the facts of its tests. */
final class Neighbourhoods {
    private final RuleTests tests;
    private final Map<String, List<Firing>> firings = new HashMap<>();
    private final Map<String, List<Neighbourhood>> known = new HashMap<>();

    Neighbourhoods(RuleTests tests) {
        this.tests = tests;
    }

    /** Those the rule as it is respects; some rules look across. */
    List<Neighbourhood> of(String rule) {
        return known.computeIfAbsent(rule, id -> Arrays.stream(Apart.values()).flatMap(apart -> all(id, apart).stream())
                .filter(each -> each.isRespectedBy(id, RuleVerifier.ofPack())).toList());
    }

    List<Neighbourhood> all(String rule, Apart apart) {
        return Neighbourhood.of(rule, firings.computeIfAbsent(rule, this::firings), RuleVerifier.ofPack(), apart);
    }

    private List<Firing> firings(String rule) {
        var verifiers = new ArrayList<RuleVerifier>();
        tests.own(rule, () -> {
            RuleVerifier verifier = RuleVerifier.ofPack();
            verifiers.add(verifier);
            return verifier;
        });
        return verifiers.stream().flatMap(verifier -> verifier.firings().stream()).toList();
    }
}
