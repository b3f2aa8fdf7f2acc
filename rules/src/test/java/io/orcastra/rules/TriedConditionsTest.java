package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.orcastra.rules.reading.Reading;
import io.orcastra.rules.reading.TriedConditions;
import io.orcastra.rules.reading.TriedConditions.Condition;
import io.orcastra.rules.reading.Whereabouts;
import io.orcastra.rules.verify.Cluster;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class TriedConditionsTest {
    private final TriedConditions tried = new TriedConditions(Reading.of(List.of(new RuleSource("mine.drl", """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.decision.*
            rule "report a service that runs nowhere"
                @id( "ORC-OWN-401" )
            when
                Service( $service : id, replicas > 0 )
                not Task( serviceId == $service )
            then
                insertLogical( new Finding( "ORC-OWN-401", $service, "x", "Maybe" ) );
            end
            """))), new Whereabouts());

    private AbstractListAssert<?, List<? extends Tuple>, Tuple, ?> conditions() {
        return assertThat(tried.conditions()).extracting(Condition::line, Condition::met, Condition::unmet);
    }

    @Test
    void whatWasNeverAskedCameOutNoWay() {
        conditions().containsExactly(tuple(7, false, false), tuple(8, false, false));

        tried.look(List.of(), Set.of());

        conditions().containsExactly(tuple(7, false, true), tuple(8, false, false));
    }

    @Test
    void aMatchMeetsAllOfThem() {
        tried.look(new Cluster().service("web").facts(), Set.of());

        conditions().containsExactly(tuple(7, true, false), tuple(8, true, false));
    }

    @Test
    void whatStopsTheRuleIsNotMetAndAllBeforeItIs() {
        tried.look(new Cluster().node("n1").service("web").running("web", "n1").facts(), Set.of());

        conditions().containsExactly(tuple(7, true, false), tuple(8, false, true));
    }

    @Test
    void severalMatchesInOneMomentCountAlike() {
        tried.look(new Cluster().node("n1").service("web").service("db").running("web", "n1").facts(), Set.of());

        conditions().containsExactly(tuple(7, true, false), tuple(8, true, true));
    }

    @Test
    void aRuleThatIsSwitchedOffIsNotTried() {
        tried.look(new Cluster().service("web").facts(), Set.of("ORC-OWN-401"));

        conditions().containsExactly(tuple(7, false, false), tuple(8, false, false));
    }
}
