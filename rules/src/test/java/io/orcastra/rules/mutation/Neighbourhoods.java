package io.orcastra.rules.mutation;

import io.orcastra.rules.verify.RuleVerifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Those of each rule, from the facts of its tests. */
final class Neighbourhoods {
    private final RuleTests tests;
    private final Map<String, List<Neighbourhood>> known = new HashMap<>();

    Neighbourhoods(RuleTests tests) {
        this.tests = tests;
    }

    /** Of these the rule as it is finds together what it finds in each; some rules look across. */
    List<Neighbourhood> of(String rule) {
        return known.computeIfAbsent(rule, id -> all(id).stream()
                .filter(each -> each.isRespectedBy(id, RuleVerifier.ofPack())).toList());
    }

    List<Neighbourhood> all(String rule) {
        var verifiers = new ArrayList<RuleVerifier>();
        tests.own(rule, () -> {
            RuleVerifier verifier = RuleVerifier.ofPack();
            verifiers.add(verifier);
            return verifier;
        });
        return Neighbourhood.of(rule, verifiers.stream().flatMap(verifier -> verifier.firings().stream()).toList(),
                RuleVerifier.ofPack());
    }
}
