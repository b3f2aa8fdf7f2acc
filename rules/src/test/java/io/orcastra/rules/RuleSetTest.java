package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orcastra.rules.RuleFile.Origin;
import io.orcastra.rules.verify.RuleVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleSetTest {
    private static final String EMPTY = "package io.orcastra.rules\n";

    @TempDir
    private Path folder;

    @Test
    void aFileOfTheSameNameReplacesTheBuiltInOneInItsPlaceAndAnyOtherIsAdded() throws IOException {
        Files.writeString(folder.resolve("tiers.drl"), EMPTY);
        Files.writeString(folder.resolve("own.drl"), EMPTY);
        Files.writeString(folder.resolve("own.yml"), "not: rules");

        RuleSet rules = RuleSet.overlaid(folder);

        assertThat(rules.files()).extracting(RuleFile::name).startsWith("anchors.drl").endsWith("own.drl")
                .hasSize(RulePack.builtIn().size() + 1);
        assertThat(rules.file("tiers.drl")).contains(new RuleFile(new RuleSource("tiers.drl", EMPTY), Origin.REPLACED));
        assertThat(rules.file("own.drl").orElseThrow().origin().word()).isEqualTo("added");
        assertThat(rules.file("stuck.drl").orElseThrow().origin().word()).isEqualTo("built-in");
        assertThat(rules.isBuiltIn()).isFalse();
    }

    @Test
    void equalRulesHaveEqualHashes() throws IOException {
        assertThat(RuleSet.overlaid(folder)).isEqualTo(RuleSet.builtIn());
        assertThat(RuleSet.overlaid(folder).hash()).isEqualTo(RuleSet.builtIn().hash()).hasSize(64);

        Files.writeString(folder.resolve("own.drl"), EMPTY);

        assertThat(RuleSet.overlaid(folder).hash()).isNotEqualTo(RuleSet.builtIn().hash());
    }

    @Test
    void whatEditorsKeepBesideAFileIsNoRule() throws IOException {
        Files.writeString(folder.resolve(".own.drl"), "half a ru");
        Files.createSymbolicLink(folder.resolve(".#own.drl"), Path.of("operator@oak.4711"));

        assertThat(RuleSet.overlaid(folder).isBuiltIn()).isTrue();
    }

    @Test
    void whatIsNoTextIsRefusedByName() throws IOException {
        Files.write(folder.resolve("wide.drl"), EMPTY.getBytes(StandardCharsets.UTF_16));
        Files.write(folder.resolve("latin.drl"), "// für später\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(catchThrowableOfType(InvalidRules.class, () -> RuleSet.overlaid(folder)).problems())
                .extracting(RuleProblem::toString).containsExactly(
                        "latin.drl:1:5: the file is not UTF-8 text, which has no byte 0xFC here\n"
                                + "  Maybe save it as UTF-8, or check that it is not compressed",
                        "wide.drl:1:1: the file is not UTF-8 text, which has no byte 0xFE here\n"
                                + "  Maybe save it as UTF-8, or check that it is not compressed");
    }

    @Test
    void theFirstByteThatIsNoTextIsPointedAt() throws IOException {
        Files.write(folder.resolve("latin.drl"), "// one\n//\u00e4 \u00fc".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("cut.drl"), new byte[] {'/', '/', (byte) 0xC3});

        assertThat(catchThrowableOfType(InvalidRules.class, () -> RuleSet.overlaid(folder)).problems())
                .extracting(RuleProblem::place).containsExactly("cut.drl:1:3", "latin.drl:2:3");
    }

    @Test
    void whatCannotBeReadHidesNothingOfTheOthers() throws IOException {
        Files.writeString(folder.resolve("own.drl"), EMPTY);
        Files.createSymbolicLink(folder.resolve("gone.drl"), Path.of("nowhere"));
        Files.createDirectory(folder.resolve("folder.drl"));

        InvalidRules invalid = catchThrowableOfType(InvalidRules.class, () -> RuleSet.overlaid(folder));

        assertThat(invalid.problems()).extracting(RuleProblem::toString).containsExactly(
                "folder.drl: this is a folder, not a file of rules\n  Maybe move the files in it beside it, and give the folder another name",
                "gone.drl: the file is a link that leads nowhere\n  Maybe its permissions forbid it, or it is no file of rules");
        assertThat(invalid.readable()).containsExactly(new RuleSource("own.drl", EMPTY));
    }

    @Test
    void whatIsDeletedBeforeItIsReadIsNoLink() {
        assertThat(RulePack.unreadable(folder.resolve("own.drl"), new NoSuchFileException("own.drl"))).hasToString(
                "own.drl: the file was there, and is gone\n  Maybe it is just being replaced or deleted: look again");
    }

    @Test
    void whatIsNoTextHidesNothingOfTheOthers() throws IOException {
        Files.writeString(folder.resolve("own.drl"), EMPTY);
        Files.write(folder.resolve("latin.drl"), "// für später\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("huge.drl"), new byte[RulePack.LARGEST + 1]);

        InvalidRules invalid = catchThrowableOfType(InvalidRules.class, () -> RuleSet.overlaid(folder));

        assertThat(invalid.problems()).extracting(RuleProblem::file).containsExactly("huge.drl", "latin.drl");
        assertThat(invalid.readable()).containsExactly(new RuleSource("own.drl", EMPTY));
    }

    @Test
    void aFileBeyondAllMeasureIsRefused() throws IOException {
        Files.write(folder.resolve("huge.drl"), new byte[RulePack.LARGEST + 1]);

        assertThat(catchThrowableOfType(InvalidRules.class, () -> RuleSet.overlaid(folder)).problems())
                .singleElement().extracting(RuleProblem::message).asString().contains("more than 131072 bytes");
    }

    @Test
    void aRuleThatIsOffIsNotInTheBase() {
        RuleBook pack = RuleVerifier.pack();
        RuleDescription rule = pack.rules().get(0);

        RuleBook without = pack.without(Set.of(rule.id(), "ORC-NOT-999"));

        assertThat(without.off()).containsExactly(rule.id());
        assertThat(without.rules()).hasSize(pack.rules().size() - 1).doesNotContain(rule);
        assertThat(without.named(rule.sentence())).isEmpty();
        assertThat(without.kieBase().getRule("io.orcastra.rules", rule.sentence())).isNull();
        assertThat(pack.kieBase().getRule("io.orcastra.rules", rule.sentence())).isNotNull();
        assertThat(without.without(Set.of()).rules()).isEqualTo(pack.rules());
        assertThat(pack.without(Set.of())).isSameAs(pack);
        assertThat(List.of(without.without(Set.of(rule.id())))).containsExactly(without);
    }
}
