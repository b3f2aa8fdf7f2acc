package io.orcastra.rules.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.mutation.Neighbourhood.Apart;
import io.orcastra.rules.verify.RuleVerifier;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a rule finds in one part of the swarm does not depend on what goes on in another. */
class NeighboursTest {
    /** These are about all nodes, or about what is nowhere in the swarm. */
    private static final Set<String> ACROSS_NODES = Set.of(
            "ORC-ANC-401", "ORC-APT-311", "ORC-APT-403", "ORC-BST-201", "ORC-BST-202", "ORC-BST-203", "ORC-BST-301", "ORC-BST-302", "ORC-BST-404",
            "ORC-COL-404", "ORC-EXP-201", "ORC-FNC-303", "ORC-FNC-306", "ORC-FNC-307",
            "ORC-GCO-101", "ORC-LBL-401", "ORC-MEM-311", "ORC-MEM-312", "ORC-MEM-404",
            "ORC-MEM-405", "ORC-ORD-101", "ORC-ORD-103", "ORC-ORD-201", "ORC-PRF-401", "ORC-PRN-201", "ORC-REB-111",
            "ORC-REB-306", "ORC-REB-311", "ORC-REB-312",
            "ORC-REB-313", "ORC-REB-314", "ORC-REQ-101", "ORC-REQ-102", "ORC-REQ-104", "ORC-REQ-311", "ORC-SPR-201", "ORC-SPR-202",
            "ORC-TIR-201", "ORC-TIR-311", "ORC-TIR-401");

    /** These are about a node as such, which is the same for all, about its machine, or about two services that share one. */
    private static final Set<String> ACROSS_SERVICES = Set.of(
            "ORC-APT-103", "ORC-APT-201", "ORC-APT-202", "ORC-APT-311", "ORC-APT-401", "ORC-GCO-101", "ORC-GCO-104",
            "ORC-GCO-113", "ORC-GCO-114", "ORC-GCO-201", "ORC-GCO-301", "ORC-LBL-201", "ORC-MEM-101",
            "ORC-BST-105", "ORC-BST-106", "ORC-BST-107", "ORC-BST-202", "ORC-BST-203", "ORC-BST-204", "ORC-BST-205",
            "ORC-BST-206", "ORC-BST-207", "ORC-BST-208", "ORC-BST-302", "ORC-BST-303", "ORC-BST-401",
            "ORC-BST-402", "ORC-BST-403", "ORC-BST-405", "ORC-BST-406", "ORC-BST-407", "ORC-BST-408", "ORC-BST-501",
            "ORC-BST-108", "ORC-BST-502", "ORC-BST-503", "ORC-FNC-402",
            "ORC-MEM-102", "ORC-MEM-401", "ORC-MEM-402", "ORC-MEM-403", "ORC-MEM-404", "ORC-MEM-501", "ORC-MEM-502",
            "ORC-MEM-503", "ORC-MEM-504", "ORC-MEM-506", "ORC-MOD-101", "ORC-MOD-102", "ORC-MOD-201", "ORC-MOD-401",
            "ORC-ORD-101", "ORC-ORD-103", "ORC-ORD-201", "ORC-ORD-203", "ORC-ORD-301", "ORC-PRN-201", "ORC-REB-102", "ORC-REB-103",
            "ORC-REB-111", "ORC-REB-306", "ORC-REB-501", "ORC-REB-502", "ORC-REQ-101", "ORC-REQ-102", "ORC-REQ-104", "ORC-REQ-105",
            "ORC-REQ-106", "ORC-REQ-107", "ORC-REQ-203", "ORC-REQ-311");

    private final RuleTests tests = new RuleTests();
    private final Neighbourhoods neighbourhoods = new Neighbourhoods(tests);

    @AfterEach
    void close() {
        tests.close();
    }

    @Test
    void aRuleFindsBesideOtherNodesWhatItFindsAlone() {
        assertThat(disturbed(Apart.BY_NODES)).isEqualTo(ACROSS_NODES);
    }

    @Test
    void aRuleFindsBesideOtherServicesWhatItFindsAlone() {
        assertThat(disturbed(Apart.BY_SERVICES)).isEqualTo(ACROSS_SERVICES);
    }

    private Set<String> disturbed(Apart apart) {
        return RuleVerifier.pack().rules().stream().map(RuleDescription::id)
                .filter(id -> !neighbourhoods.all(id, apart).stream().allMatch(each -> each.isRespectedBy(id, RuleVerifier.ofPack())))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
