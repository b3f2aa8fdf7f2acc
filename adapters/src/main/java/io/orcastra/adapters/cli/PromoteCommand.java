package io.orcastra.adapters.cli;

import io.orcastra.adapters.shadow.Promotion;
import io.orcastra.adapters.shadow.ShadowFolder;
import io.orcastra.adapters.shadow.ShadowSet;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.adapters.yaml.ConfigurationPlaces;
import io.orcastra.adapters.yaml.Problem;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.lint.Circumstances;
import io.orcastra.rules.lint.RuleLinter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orcastra promote}. */
@Command(name = "promote", description = {
        "Puts the candidate in the place of the rules and settings in force, after it was checked.",
        "The former ones stay beside them under names that end in .former. A running daemon then proves it as "
                + "it does every edit, and refuses it if it is no good; this waits for it. What the daemon cannot try for a reason "
                + "that passes, such as a full disk, it tries again by itself, and this waits on. Where both rules and settings "
                + "change, everything is paused until both are in force; when one is refused, or could not be tried or was not "
                + "judged within the wait, both are put back. Exit code 0 when it is in force, or no daemon runs here; 1 when it "
                + "was refused, or could not be tried or was not judged within the wait: the message says which."})
final class PromoteCommand implements Callable<Integer> {

    private static final Duration TO_LOOK_AT_IT = Duration.ofMinutes(10);

    private final Surroundings surroundings;

    @Mixin
    private Inputs inputs;

    @Mixin
    private ShadowOption shadow;

    @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "240",
            description = "How long to wait until the daemon of this machine has judged it (default: ${DEFAULT-VALUE}).")
    private int seconds;

    PromoteCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws ConfigurationInvalid, LedgerUnavailable {
        ShadowFolder folder = shadow.folder(inputs);
        if (folder.isEmpty()) {
            throw new UserError(folder.path() + ": there is no candidate\nMaybe put .drl files into its folder rules, or name "
                    + "another folder with --shadow.");
        }
        ShadowSet candidate = checked(folder);
        Path rules = inputs.rulesFolder().orElse(inputs.configFolder().resolve(Inputs.USUAL_RULES));
        Promotion promotion = new Promotion(folder, rules,
                new ConfigurationPlaces(inputs.configFolder(), surroundings.environment()));
        Takeover takeover = new Takeover(surroundings, seconds);
        List<Path> files = changed(promotion);
        boolean others = folder.rules().isPresent() && !candidate.rules().hash().equals(inputs.rules().hash());
        if (!others && files.isEmpty()) {
            return said(takeover.ofUntried(candidate.rules().hash(), promotion).map(done -> promoted(folder) + done)
                    .orElse("nothing to promote: " + folder.path() + " is what lies in " + inputs.configFolder() + " already"));
        }
        takeover.refuseDropped(candidate);
        if (others && !files.isEmpty() && takeover.runs()) {
            return said(both(promotion, files, candidate, takeover));
        }
        String done = others ? rules(promotion, candidate, takeover) : files(promotion, files, takeover);
        return said(promoted(folder) + (others && !files.isEmpty() ? files(promotion, files, takeover) : done));
    }

    private String rules(Promotion promotion, ShadowSet candidate, Takeover takeover) {
        new Placing(promotion).rules();
        return takeover.ofRules(candidate.rules().hash(), promotion);
    }

    private String files(Promotion promotion, List<Path> files, Takeover takeover) {
        new Placing(promotion).files(files);
        return takeover.ofConfiguration();
    }

    /** In between the new rules would act under settings nobody meant for them. */
    private String both(Promotion promotion, List<Path> files, ShadowSet candidate, Takeover takeover)
            throws LedgerUnavailable {
        try (Pauses pauses = new Pauses(surroundings)) {
            PromotionPause pause = pauses.whilePromoting(pauses.now().plusSeconds(2L * seconds).plus(TO_LOOK_AT_IT));
            BothAtOnce both = new BothAtOnce(new Placing(promotion), files, new BothAtOnce.Daemon() {
                @Override
                public void pause() throws LedgerUnavailable {
                    pause.begin();
                }

                @Override
                public void resume() throws LedgerUnavailable {
                    pause.end();
                }

                @Override
                public String rules() {
                    return takeover.ofRules(candidate.rules().hash(), promotion);
                }

                @Override
                public String settings() {
                    return takeover.ofConfiguration();
                }
            });
            return promoted(promotion.shadow()) + both.promoted(needEachOther(candidate), pause::words);
        }
    }

    private static String promoted(ShadowFolder folder) {
        return "promoted " + folder.path() + ": ";
    }

    /** The settings in force name a rule that would be gone. */
    private boolean needEachOther(ShadowSet candidate) {
        try {
            return new ConfigurationLoader().load(inputs.configFolder(), surroundings.environment()).rules()
                    .problems(candidate.rules().descriptions()).stream().anyMatch(Problem::isError);
        } catch (ConfigurationInvalid edited) {
            return false;
        }
    }

    private static List<Path> changed(Promotion promotion) {
        try {
            return promotion.changedFiles();
        } catch (IOException e) {
            throw new UserError(promotion.config().folder() + ": cannot be read: " + e.getMessage()
                    + "\nMaybe its permissions forbid it.", e);
        }
    }

    /** As a daemon would find it, but for the trial. */
    private ShadowSet checked(ShadowFolder folder) throws ConfigurationInvalid {
        try {
            Configuration present = inputs.configuration(surroundings);
            ShadowSet candidate = folder.read(inputs.rules(), present, surroundings.environment());
            Configuration other = candidate.files().isEmpty() ? present
                    : new ConfigurationLoader().load(candidate.files(), surroundings.environment());
            List<RuleProblem> problems = new RuleLinter().lintWhole(candidate.rules().sources(),
                    new Circumstances(other.rules().held(candidate.rules().descriptions()), other.policies()));
            if (!problems.isEmpty()) {
                throw new InvalidRules(problems);
            }
            inputs.ruleBook(surroundings, candidate.rules(), other);
            return candidate;
        } catch (IOException e) {
            throw new UserError(folder.path() + ": cannot be read: " + e.getMessage() + "\nMaybe its permissions forbid it.", e);
        }
    }

    private Integer said(String text) {
        surroundings.out().println(text);
        surroundings.out().flush();
        return ExitCode.GOOD;
    }
}
