package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParsedLatelyTest {
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

    private final ParsedLately lately = new ParsedLately();

    private static RuleSource source(int number) {
        return new RuleSource("mine.drl", GOOD + "// " + number);
    }

    private void parse(int number) {
        lately.keep(ParsedRules.of(source(number)));
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
        lately.keep(ParsedRules.of(broken));

        assertThat(ParsedRules.of(broken).problems()).isNotEmpty();
        assertThat(lately.get(broken)).isEmpty();
    }

    @Test
    void whatWasAskedForLongestAgoGoesFirst() {
        IntStream.range(0, ParsedLately.MOST).forEach(this::parse);
        assertThat(lately.get(source(0))).isPresent();

        parse(ParsedLately.MOST);

        assertThat(lately.get(source(0))).isPresent();
        assertThat(lately.get(source(1))).isEmpty();
        assertThat(lately.get(source(2))).isPresent();
    }
}
