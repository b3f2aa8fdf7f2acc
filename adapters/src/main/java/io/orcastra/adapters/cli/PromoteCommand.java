package io.orcastra.adapters.cli;

import io.orcastra.adapters.shadow.Promotion;
import io.orcastra.adapters.shadow.ShadowFolder;
import io.orcastra.adapters.shadow.ShadowSet;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orcastra promote}. */
@Command(name = "promote", description = {
        "Puts the candidate in the place of the rules and settings in force, after it was checked; the former ones stay beside",
        "them under names that end in .former. A running daemon then proves it as it does every edit, and refuses it if it is",
        "no good; this waits for it. Exit code 0 when it is in force, or no daemon runs here; 1 when it was refused."})
final class PromoteCommand implements Callable<Integer> {

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
    public Integer call() throws ConfigurationInvalid {
        ShadowFolder folder = shadow.folder(inputs);
        if (folder.isEmpty()) {
            throw new UserError(folder.path() + ": there is no candidate\nMaybe put .drl files into its folder rules, or name "
                    + "another folder with --shadow.");
        }
        ShadowSet candidate = checked(folder);
        if (candidate.inForce()) {
            return said("nothing to promote: " + folder.path() + " is what lies in " + inputs.configFolder() + " already");
        }
        Path rules = inputs.rulesFolder().orElse(inputs.configFolder().resolve(Inputs.USUAL_RULES));
        Promotion promotion = new Promotion(folder, rules, inputs.configFolder());
        Takeover takeover = new Takeover(surroundings, seconds);
        takeover.refuseDropped(candidate);
        String done = "";
        if (folder.rules().isPresent()) {
            written(promotion::putRules, folder.rules().get(), rules);
            done = takeover.ofRules(candidate.rules().hash(), promotion);
        }
        if (!folder.files().isEmpty()) {
            written(promotion::putFiles, folder.path(), inputs.configFolder());
            done = takeover.ofConfiguration();
        }
        return said("promoted " + folder.path() + ": " + done);
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
