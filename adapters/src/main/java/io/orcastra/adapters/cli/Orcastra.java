package io.orcastra.adapters.cli;

import io.orcastra.engine.port.Clock;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program: one command with subcommands. */
@Command(name = "orcastra", mixinStandardHelpOptions = true, versionProvider = Version.class,
        description = "Keeps placement right on Docker Swarm: policies in rules, safe moves, explained decisions.",
        synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n",
        footer = {"", "Exit codes: 0 good or nothing to do; 1 findings or failure; 2 usage; 3 the plan, or the difference, is not empty.",
                "The engine is found as Docker's own client finds it (DOCKER_HOST, DOCKER_CONTEXT, ...)."})
public final class Orcastra implements Runnable {

    @Spec
    private CommandSpec spec;

    private Orcastra() {
    }

    /** Ends the process with the exit code of the command. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Clock clock = Clock.of(InstantSource.system(), System::nanoTime);
        Surroundings surroundings = new Surroundings(
                System.getenv(), Path.of(System.getProperty("user.home")), out, err, isTerminal(), clock);
        int code = execute(surroundings, arguments);
        out.flush();
        System.exit(code);
    }

    /** From Java 22 on there may be a console without a terminal, and it says so itself. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    static int execute(Surroundings surroundings, String... arguments) {
        return commandLine(surroundings).execute(arguments);
    }

    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine line = new CommandLine(new Orcastra());
        line.addSubcommand(new RunCommand(surroundings));
        line.addSubcommand(new DryRunCommand(surroundings));
        line.addSubcommand(new ExplainCommand(surroundings));
        line.addSubcommand(new SnapshotCommand(surroundings));
        line.addSubcommand(new CheckCommand(surroundings));
        line.addSubcommand(new HistoryCommand(surroundings));
        line.addSubcommand(new ReplayCommand(surroundings));
        line.addSubcommand(new ShadowCommand(surroundings));
        line.addSubcommand(new PromoteCommand(surroundings));
        line.addSubcommand(new TestCommand(surroundings));
        line.addSubcommand(new DemoCommand(surroundings));
        line.addSubcommand(new ApproveCommand(surroundings));
        line.addSubcommand(new PauseCommand(surroundings));
        line.addSubcommand(new ResumeCommand(surroundings));
        line.addSubcommand(new MoveCommand(surroundings));
        line.addSubcommand(new EvacuateCommand(surroundings));
        line.addSubcommand(new OrderCommand(surroundings));
        line.addSubcommand(new ReleaseCommand(surroundings));
        line.addSubcommand(new AgentCommand(surroundings));
        line.getSubcommands().values().forEach(sub -> sub.getCommandSpec().mixinStandardHelpOptions(true));
        line.setOut(surroundings.out());
        line.setErr(surroundings.err());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                surroundings.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setExecutionExceptionHandler(new Failures(surroundings));
        line.setParameterExceptionHandler(new UsageErrors());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}
