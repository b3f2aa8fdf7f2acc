package io.orcastra.adapters.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a user reads when a command line is not understood: what is wrong with it, how it is written, and advice; not the whole help. */
final class UsageErrors implements IParameterExceptionHandler {

    private static final String ADVICE = "Maybe ";

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
        return near.isEmpty() ? ADVICE + "look again: " + help : ADVICE + "you meant " + String.join(" or ", near) + "; " + help;
    }
}
