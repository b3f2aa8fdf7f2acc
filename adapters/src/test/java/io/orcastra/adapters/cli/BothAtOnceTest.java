package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.adapters.shadow.Promotion;
import io.orcastra.adapters.shadow.ShadowFolder;
import io.orcastra.adapters.yaml.ConfigurationPlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BothAtOnceTest {
    private static final String PAUSE = "until noon";

    @TempDir
    private Path folder;
    private final List<String> told = new ArrayList<>();
    private String refused = "";
    private boolean stuck;
    private UserError because = new NotTakenOver("refused", "Maybe put the former ones back.", "Maybe mend them.");
    private final BothAtOnce.Daemon daemon = new BothAtOnce.Daemon() {
        @Override
        public void pause() {
            told.add("pause");
        }

        @Override
        public void resume() {
            told.add("resume");
        }

        @Override
        public String rules() {
            return judged("rules", folder.resolve("rules/mine.drl"));
        }

        @Override
        public String settings() {
            return judged("settings", folder.resolve("swarm.yml"));
        }
    };

    private String judged(String what, Path file) {
        try {
            told.add(what + " " + Files.readString(file) + " under " + Files.readString(folder.resolve("swarm.yml")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        if (what.equals(refused)) {
            inTheWay();
            throw because;
        }
        return "in force";
    }

    /** Nothing can be put in the place of a folder that is not empty. */
    private void inTheWay() {
        if (stuck) {
            try {
                Files.delete(folder.resolve("swarm.yml"));
                write("swarm.yml/file", "in the way");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @BeforeEach
    void candidate() throws IOException {
        write("rules/mine.drl", "old");
        write("swarm.yml", "old");
        write("shadow/rules/mine.drl", "new");
        write("shadow/swarm.yml", "new");
    }

    private BothAtOnce both(Path rules) throws IOException {
        Promotion promotion = new Promotion(new ShadowFolder(folder.resolve("shadow")), rules, new ConfigurationPlaces(folder, Map.of()));
        return new BothAtOnce(new Placing(promotion), promotion.changedFiles(), daemon);
    }

    private BothAtOnce both() throws IOException {
        return both(folder.resolve("rules"));
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void rulesComeFirst() throws Exception {
        assertThat(both().promoted(false, () -> PAUSE)).isEqualTo("in force");

        assertThat(told).containsExactly("pause", "rules new under old", "settings new under new", "resume");
    }

    @Test
    void rulesThatCannotBeUnderTheFormerSettingsAreJudgedWithTheNewOnes() throws Exception {
        both().promoted(true, () -> PAUSE);

        assertThat(told).containsExactly("pause", "rules new under new", "settings new under new", "resume");
    }

    @Test
    void whatIsRefusedIsPutBackAndStaysPaused() throws Exception {
        refused = "settings";
        assertThatThrownBy(() -> both().promoted(false, () -> PAUSE)).isInstanceOf(UserError.class)
                .hasMessage("refused\nWhat was there before was put back; everything is paused until noon.\nMaybe mend them.");

        assertPutBack();
        assertThat(told).doesNotContain("resume");
    }

    /** What lies there no longer is not tried again by itself. */
    @Test
    void ofWhatCouldNotBeTriedItIsNotSaidThatItLiesInPlace() {
        refused = "rules";
        because = new NotTakenOver("not tried: the disk is full", "Maybe wait: it lies there.", "Maybe promote it once more.");
        assertThatThrownBy(() -> both().promoted(true, () -> PAUSE)).isInstanceOf(UserError.class)
                .hasMessage("not tried: the disk is full\nWhat was there before was put back; everything is paused until noon.\n"
                        + "Maybe promote it once more.");

        assertPutBack();
        assertThat(told).doesNotContain("resume");
    }

    @Test
    void andOfWhatCouldNotBePlacedWhatCanBeDone() {
        refused = "settings";
        because = new UserError("swarm.yml: cannot be written\nMaybe it is mounted read-only. Then do this:\n  docker config create");
        assertThatThrownBy(() -> both().promoted(false, () -> PAUSE)).isInstanceOf(UserError.class)
                .hasMessage("swarm.yml: cannot be written\nWhat was there before was put back; everything is paused until noon.\n"
                        + "Maybe it is mounted read-only. Then do this:\n  docker config create");

        assertPutBack();
    }

    /** Advice for the time after that would be wrong, and a second one beside the first. */
    @Test
    void whereTheFormerCannotBePutBackThatIsAllThatIsAdvised() {
        refused = "settings";
        stuck = true;
        assertThatThrownBy(() -> both().promoted(false, () -> PAUSE)).isInstanceOf(UserError.class)
                .hasMessageStartingWith("refused\nWhat was there before could not be put back: " + folder + ": cannot be written: ")
                .hasMessageEndingWith("; everything is paused until noon.\n"
                        + "Maybe do it by hand: it is beside it, under names that end in .former.")
                .hasMessageNotContainingAny("Maybe mend them.", "put the candidate");

        assertThat(told).doesNotContain("resume");
    }

    private void assertPutBack() {
        assertThat(folder.resolve("rules/mine.drl")).hasContent("old");
        assertThat(folder.resolve("swarm.yml")).hasContent("old");
    }

    @Test
    void whereRulesCannotBeWrittenNothingChangesAndNothingStaysPaused() throws Exception {
        write("file", "no folder");
        assertThatThrownBy(() -> both(folder.resolve("file/rules")).promoted(false, () -> PAUSE)).isInstanceOf(UserError.class)
                .hasMessageContaining("cannot be written").hasMessageEndingWith("nothing is paused because of this.");

        assertThat(told).containsExactly("pause", "resume");
        assertThat(folder.resolve("swarm.yml")).hasContent("old");
    }
}
