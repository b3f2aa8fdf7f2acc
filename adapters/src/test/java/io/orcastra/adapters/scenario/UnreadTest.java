package io.orcastra.adapters.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Files that look like rules or scenarios and are not read")
class UnreadTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("are found at any depth but in what is hidden, which is not even walked")
    void hidden() throws IOException {
        for (String name : List.of("b.DRL", "sub/a_test.yaml", ".git/c.DRL", "sub/.old/deep/d.DRL", "sub/.e.DRL")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), "");
        }

        assertThat(Unread.inRules(folder)).extracting(Unread::file)
                .containsExactly(folder.resolve("b.DRL"), folder.resolve("sub/a_test.yaml"));
        assertThat(new Unread.Shown(folder).preVisitDirectory(folder.resolve(".git"), null)).isEqualTo(FileVisitResult.SKIP_SUBTREE);
    }

    @Test
    @DisplayName("are found in a folder that is hidden itself, for it was named")
    void named() throws IOException {
        Path hidden = Files.createDirectory(folder.resolve(".rules"));
        Path big = Files.writeString(hidden.resolve("Big.DRL"), "");

        assertThat(Unread.inRules(hidden)).extracting(Unread::file).containsExactly(big);
    }

    @Test
    @DisplayName("are found beside a folder that nobody may read")
    void unreadableFolder() {
        Unread.Shown shown = new Unread.Shown(folder);
        Path lost = folder.resolve("lost+found");

        assertThat(shown.visitFileFailed(lost, new AccessDeniedException("lost+found"))).isEqualTo(FileVisitResult.CONTINUE);
        assertThat(shown.postVisitDirectory(lost, new IOException("input/output error"))).isEqualTo(FileVisitResult.CONTINUE);
    }
}
