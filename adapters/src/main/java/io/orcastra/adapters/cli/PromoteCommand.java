package io.orcastra.adapters.cli;

import io.orcastra.adapters.shadow.Promotion;
import io.orcastra.adapters.shadow.ShadowFolder;
import io.orcastra.adapters.shadow.ShadowSet;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.control.Paused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orcastra promote}. */
@Command(name = "promote", description = {
        "Puts the candidate in the place of the rules and settings in force, after it was checked.",
        "The former ones stay beside them under names that end in .former. A running daemon then proves it as "
                + "it does every edit, and refuses it if it is no good; this waits for it. Where both rules and "
                + "settings change, everything is paused until both are in force; when one is refused, both are put "
                + "back. Exit code 0 when it is in force, or no daemon runs here; 1 when it was refused."})
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
        Promotion promotion = new Promotion(folder, rules, inputs.configFolder());
        Takeover takeover = new Takeover(surroundings, seconds);
        List<Path> files = changed(promotion);
        boolean others = folder.rules().isPresent() && !candidate.rules().hash().equals(inputs.rules().hash());
        if (!others && files.isEmpty()) {
            return said("nothing to promote: " + folder.path() + " is what lies in " + inputs.configFolder() + " already");
        }
        takeover.refuseDropped(candidate);
        if (others && !files.isEmpty() && takeover.runs()) {
            return said(both(promotion, files, candidate, takeover));
        }
        String done = others ? rules(promotion, candidate, takeover) : files(promotion, files, takeover);
        return said("promoted " + folder.path() + ": " + (others && !files.isEmpty() ? files(promotion, files, takeover) : done));
    }

    private String rules(Promotion promotion, ShadowSet candidate, Takeover takeover) {
        written(promotion::putRules, promotion.shadow().rules().orElseThrow(), promotion.rules());
        return takeover.ofRules(candidate.rules().hash(), promotion);
    }

    private String files(Promotion promotion, List<Path> files, Takeover takeover) {
        written(() -> promotion.putFiles(files), promotion.shadow().path(), promotion.config());
        return takeover.ofConfiguration();
    }

    /** In between the new rules would act under settings nobody meant for them. */
    private String both(Promotion promotion, List<Path> files, ShadowSet candidate, Takeover takeover)
            throws LedgerUnavailable {
        try (Pauses pauses = new Pauses(surroundings)) {
            boolean mine = pauses.holding().stream().noneMatch(pause -> pause.service().isEmpty());
            Instant end = pauses.now().plusSeconds(2L * seconds).plus(TO_LOOK_AT_IT);
            written(() -> promotion.keepFiles(files), promotion.shadow().path(), promotion.config());
            if (mine) {
                pauses.pause(new Paused("", "a candidate is being promoted", end));
            }
            String done = orAsBefore(promotion, files, candidate, takeover, end);
            if (mine) {
                pauses.resume("");
            }
            return "promoted " + promotion.shadow().path() + ": " + done;
        }
    }

    private String orAsBefore(
            Promotion promotion, List<Path> files, ShadowSet candidate, Takeover takeover, Instant end) {
        written(promotion::putRules, promotion.shadow().rules().orElseThrow(), promotion.rules());
        try {
            takeover.ofRules(candidate.rules().hash(), promotion);
            return files(promotion, files, takeover);
        } catch (UserError refused) {
            written(() -> promotion.undoFiles(files), promotion.shadow().path(), promotion.config());
            written(promotion::undoRules, promotion.formerRules(), promotion.rules());
            throw new UserError(refused.getMessage() + "\nWhat was there before was put back; everything is paused until " + end
                    + ", or until orcastra resume.", refused);
        }
    }

    private static List<Path> changed(Promotion promotion) {
        try {
            return promotion.changedFiles();
        } catch (IOException e) {
            throw new UserError(promotion.config() + ": cannot be read: " + e.getMessage()
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

    private static void written(Writing writing, Path from, Path to) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UserError(to + ": cannot be written: " + e + "\n" + byHand(from, to), e);
        }
    }

    /** Configs of Docker are mounted read-only, and so may folders be: then it is done where they come from. */
    private static String byHand(Path from, Path to) {
        return "Maybe it is mounted read-only. Then put the candidate where the mount comes from.\n"
                + "A folder of the host:  cp -r HOST_FOLDER_OF(" + from + ")/. HOST_FOLDER_OF(" + to + ")/\n"
                + "Configs of Docker:     create a new one of each file, and put it in the place of the old one:\n"
                + names(from).map(name -> "  docker config create " + name.replace('.', '_') + "_NEXT " + name + "\n"
                + "  docker service update --config-rm OLD_CONFIG --config-add source=" + name.replace('.', '_')
                + "_NEXT,target=" + to.resolve(name) + " SERVICE").collect(Collectors.joining("\n"));
    }

    private static Stream<String> names(Path from) {
        try (Stream<Path> files = Files.list(from)) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).sorted().toList().stream();
        } catch (IOException unreadable) {
            return Stream.of("FILE");
        }
    }

    private interface Writing {
        void run() throws IOException;
    }
}
