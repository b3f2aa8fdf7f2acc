package io.orcastra.adapters.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.adapters.yaml.ConfigurationPlaces;
import io.orcastra.rules.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotionTest {
    @TempDir
    private Path folder;
    private Promotion promotion;

    @BeforeEach
    void candidate() throws IOException {
        promotion = new Promotion(new ShadowFolder(folder.resolve("shadow")), folder.resolve("rules"), new ConfigurationPlaces(folder, Map.of()));
        write("shadow/rules/mine.drl", "new");
        write("shadow/rules/scenarios/mine.yml", "new");
        write("shadow/swarm.yml", "new");
        write("shadow/notes.txt", "new");
    }

    @Test
    void theWholeSetStandsInThePlaceOfTheFormerWhichIsKept() throws IOException {
        write("rules/old.drl", "old");
        promotion.putRules();
        assertThat(files("rules")).containsExactly("mine.drl", "scenarios/mine.yml");
        assertThat(files("rules.former")).containsExactly("old.drl");

        write("shadow/rules/mine.drl", "newer");
        promotion.putRules();
        assertThat(Files.readString(folder.resolve("rules/mine.drl"))).isEqualTo("newer");
        assertThat(Files.readString(folder.resolve("rules.former/mine.drl"))).isEqualTo("new");
        assertThat(files("rules.former")).doesNotContain("old.drl");
        assertThat(files("shadow/rules")).hasSize(2);
        assertThat(folder.resolve("rules.next")).doesNotExist();
    }

    @Test
    void withoutFormerRulesTheFolderIsMade() throws IOException {
        promotion.putRules();

        assertThat(files("rules")).containsExactly("mine.drl", "scenarios/mine.yml");
        assertThat(promotion.formerRules()).doesNotExist();
    }

    @Test
    void settingsAreReplacedOneByOneAndOnlyThose() throws IOException {
        write("swarm.yml", "old");
        promotion.putFiles(promotion.changedFiles());

        assertThat(Files.readString(folder.resolve("swarm.yml"))).isEqualTo("new");
        assertThat(Files.readString(folder.resolve("swarm.yml.former"))).isEqualTo("old");
        assertThat(folder.resolve("notes.txt")).doesNotExist();
    }

    @Test
    void whatIsTheSameIsNotWrittenAgain() throws IOException {
        write("swarm.yml", "new");

        assertThat(promotion.changedFiles()).isEmpty();
        write("swarm.yml", "old");
        assertThat(promotion.changedFiles()).containsExactly(folder.resolve("shadow/swarm.yml"));
    }

    @Test
    void whatWasThereBeforeIsPutBack() throws IOException {
        write("rules/old.drl", "old");
        write("swarm.yml", "old");
        List<Path> changed = promotion.changedFiles();
        promotion.putRules();
        promotion.putFiles(changed);

        promotion.undoFiles(changed);
        promotion.undoRules();

        assertThat(files("rules")).containsExactly("old.drl");
        assertThat(Files.readString(folder.resolve("rules/old.drl"))).isEqualTo("old");
        assertThat(Files.readString(folder.resolve("swarm.yml"))).isEqualTo("old");
    }

    @Test
    void whatIsNewIsTakenAwayAgain() throws IOException {
        List<Path> changed = promotion.changedFiles();
        promotion.putRules();
        promotion.putFiles(changed);

        promotion.undoFiles(changed);
        promotion.undoRules();

        assertThat(files("rules")).isEmpty();
        assertThat(folder.resolve("swarm.yml")).doesNotExist();
    }

    @Test
    void whereTheFolderIsNoMoreThanFilledAnewTheFormerRulesAreCopiedFirst() throws IOException {
        write("rules/old.drl", "old");
        promotion.keepFormer();

        assertThat(files("rules.former")).containsExactly("old.drl");
        assertThat(files("rules")).containsExactly("old.drl");
    }

    @Test
    void eachFileIsPutWhereTheDaemonReadsOneOfItsKind() throws IOException {
        write("elsewhere/production.yml", "old");
        write("deploy_node_exporter.yml", "old");
        write("shadow/node_exporter_deploy.yml", "new");
        Path read = folder.resolve("elsewhere/production.yml");
        Promotion elsewhere = new Promotion(new ShadowFolder(folder.resolve("shadow")), folder.resolve("rules"),
                new ConfigurationPlaces(folder, Map.of("SWARM_FILE", read.toString())));
        elsewhere.putFiles(elsewhere.changedFiles());

        assertThat(read).hasContent("new");
        assertThat(folder.resolve("elsewhere/production.yml.former")).hasContent("old");
        assertThat(folder.resolve("swarm.yml")).doesNotExist();
        assertThat(folder.resolve("deploy_node_exporter.yml")).hasContent("new");
        assertThat(folder.resolve("node_exporter_deploy.yml")).doesNotExist();
    }

    @Test
    void aCandidateOfTheSameKindStandsForTheOneInForceWhateverTheirNames() throws Exception {
        write("elsewhere/production.yml", "dependencies: { db: [ web ] }\n");
        write("node_exporter_deploy.yml", "image: prom/node-exporter:v1.9.0\n");
        write("shadow/swarm.yml", "dependencies: { db: [ mail ] }\n");
        write("shadow/deploy_node_exporter.yml", "image: prom/node-exporter:v1.9.0\n");
        Map<String, String> environment = Map.of("SWARM_FILE", folder.resolve("elsewhere/production.yml").toString());
        Configuration inForce = new ConfigurationLoader().load(folder, environment);

        assertThat(inForce.files()).hasSize(2);
        assertThat(promotion.shadow().read(RuleSet.builtIn(), inForce, environment).files()).containsExactlyInAnyOrder(
                folder.resolve("shadow/swarm.yml"), folder.resolve("shadow/deploy_node_exporter.yml"));
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    private List<String> files(String name) throws IOException {
        Path top = folder.resolve(name);
        try (Stream<Path> all = Files.walk(top)) {
            return all.filter(Files::isRegularFile).map(file -> top.relativize(file).toString()).sorted().toList();
        }
    }
}
