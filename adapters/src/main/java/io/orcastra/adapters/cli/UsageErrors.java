package io.orcastra.adapters.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a user reads when a command line is not understood: what is wrong with it, how it is written, and advice; not the whole help. */
final class UsageErrors implements IParameterExceptionHandler {

    private static final String ADVICE = "Maybe ";
    /** Commands of the original, and what does that now. */
    private static final Map<String, String> ORIGINAL = Map.of(
            "label_sync", "run, which does it all the time, or command relabel_all",
            "rebalance", "run, which does it all the time, or dry-run, which shows it",
            "bootstrap", "run, which does it by itself, or command bootstrap_swarm",
            "autoheal", "run beside agents with --chores",
            "gc_prune", "run beside agents with --chores",
            "mod_manager", "run beside agents with --chores",
            "log_rotate", "agent --chores",
            "static_labels", "run, which does it all the time",
            "deploy_node_exporter", "run with a node_exporter_deploy.yml");

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        String[] lines = failure.getMessage().split("\\R", 2);
        err.println(lines[0]);
        err.print(command.getHelp().synopsisHeading() + command.getHelp().synopsis(command.getHelp().synopsisHeadingLength()));
        err.println(lines.length > 1 && lines[1].startsWith(ADVICE) ? lines[1] : advice(failure, command));
        err.flush();
        return ExitCode.USAGE;
    }

    private static String advice(ParameterException failure, CommandLine command) {
        List<String> near = failure instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String help = command.getCommandSpec().qualifiedName() + " --help tells the rest.";
        Optional<String> now = original(failure);
        if (now.isPresent()) {
            return ADVICE + command.getCommandSpec().root().name() + " " + now.get() + "; " + help;
        }
        return near.isEmpty() ? ADVICE + "look again: " + help : ADVICE + "you meant " + String.join(" or ", near) + "; " + help;
    }

    private static Optional<String> original(ParameterException failure) {
        return failure instanceof UnmatchedArgumentException unmatched && failure.getCommandLine().getParent() == null
                ? unmatched.getUnmatched().stream().findFirst().map(word -> ORIGINAL.get(word.replace('-', '_'))) : Optional.empty();
    }
}
