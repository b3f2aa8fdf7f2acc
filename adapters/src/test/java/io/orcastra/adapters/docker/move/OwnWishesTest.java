package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.orcastra.adapters.docker.observe.SpecSetting;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The values of what an action tells only a digest of. */
class OwnWishesTest {
    private static final SpecSetting SECRET = new SpecSetting("/TaskTemplate/Secret", TextNode.valueOf("hunter2"));
    private static final SpecSetting OTHER = new SpecSetting("/TaskTemplate/Other", TextNode.valueOf("hunter2"));

    @Test
    void comeFromTheConfigurationWhateverIsShown() throws Refusal {
        String told = SECRET.told(TextNode.valueOf("***"));

        assertThat(told).doesNotContain("hunter2").startsWith(SECRET.mark() + " ");
        assertThat(OwnWishes.values(Set.of(told), List.of(OTHER, SECRET))).containsExactly(SECRET);
    }

    @Test
    void areNotGuessedWhenTheFileHasChanged() {
        String told = SECRET.told(TextNode.valueOf("***"));
        SpecSetting changed = new SpecSetting(SECRET.place(), TextNode.valueOf("hunter3"));

        assertThatThrownBy(() -> OwnWishes.values(Set.of(told), List.of(OTHER, changed))).isInstanceOf(Refusal.class)
                .hasMessageContaining("its file says something else by now");
    }
}
