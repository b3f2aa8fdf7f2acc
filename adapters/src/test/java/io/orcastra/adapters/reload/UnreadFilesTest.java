package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.scenario.Unread;
import io.orcastra.rules.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Files beside the rules that nothing reads")
class UnreadFilesTest {
    @TempDir
    private Path folder;

    private List<String> fresh(UnreadFiles files) {
        return files.look().stream().map(Unread::file).map(file -> folder.relativize(file).toString()).toList();
    }

    @Test
    @DisplayName("are told when they come, once, and again when they come again")
    void toldOnce() throws IOException {
        UnreadFiles files = new UnreadFiles(new PolicyFolder(RuleSet::builtIn, () -> Optional.of(folder), new Overruns(folder)));
        assertThat(fresh(files)).isEmpty();

        Path big = Files.writeString(folder.resolve("Big.DRL"), "");
        assertThat(fresh(files)).containsExactly("Big.DRL");
        Files.writeString(folder.resolve("x_test.yaml"), "");
        assertThat(fresh(files)).containsExactly("x_test.yaml");
        assertThat(fresh(files)).isEmpty();
        Files.move(big, folder.resolve("big.drl"));
        assertThat(fresh(files)).isEmpty();
        Files.move(folder.resolve("big.drl"), big);
        assertThat(fresh(files)).containsExactly("Big.DRL");
    }

    @Test
    @DisplayName("are none while the folder is away, and found once it is back")
    void folderAway() throws IOException {
        Files.writeString(folder.resolve("Big.DRL"), "");
        boolean[] away = {true};
        UnreadFiles files = new UnreadFiles(new PolicyFolder(RuleSet::builtIn, () -> {
            if (away[0]) {
                throw new IllegalStateException("is not a folder");
            }
            return Optional.of(folder);
        }, new Overruns(folder)));
        assertThat(fresh(files)).isEmpty();

        away[0] = false;
        assertThat(fresh(files)).containsExactly("Big.DRL");
    }

    @Test
    @DisplayName("are none where there is no folder")
    void noFolder() {
        assertThat(new UnreadFiles(new PolicyFolder(RuleSet::builtIn, Optional::empty, new Overruns(folder))).look()).isEmpty();
    }
}
