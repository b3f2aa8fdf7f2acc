package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatelyTest {
    private static final String GOOD = """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*

            rule "report a node"
                @id( "ORC-TST-401" )
            when
                Node( $node : id )
            then
                insertLogical( new Finding( "ORC-TST-401", $node, "seen", "Maybe" ) );
            end
            """;

    private final Lately<Integer, String> lately = new Lately<>();

    private static RuleSource source(int number) {
        return new RuleSource("mine.drl", GOOD + "// " + number);
    }

    private void keep(int number) {
        lately.keep(number, "made of " + number);
    }

    @Test
    void aSourceIsParsedOnceAsLongAsNoLetterOfItChanges() {
        assertThat(ParsedRules.of(source(1))).isSameAs(ParsedRules.of(source(1)));
        assertThat(ParsedRules.of(source(2)).source()).isEqualTo(source(2));
        assertThat(ParsedRules.of(new RuleSource("yours.drl", source(1).text())).source().name()).isEqualTo("yours.drl");
    }

    @Test
    void whatCannotBeReadIsReadAnew() {
        RuleSource broken = new RuleSource("mine.drl", GOOD.replace("then", "than"));

        assertThat(ParsedRules.of(broken).problems()).isNotEmpty();
        assertThat(ParsedRules.of(broken)).isNotSameAs(ParsedRules.of(broken));
    }

    @Test
    void whatWasAskedForLongestAgoGoesFirst() {
        IntStream.range(0, Lately.MOST).forEach(this::keep);
        assertThat(lately.get(0)).contains("made of 0");

        keep(Lately.MOST);

        assertThat(lately.get(0)).isPresent();
        assertThat(lately.get(1)).isEmpty();
        assertThat(lately.get(2)).isPresent();
    }
}
