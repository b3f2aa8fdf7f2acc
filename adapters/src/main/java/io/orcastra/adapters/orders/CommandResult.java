package io.orcastra.adapters.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.yaml.CommandFile;
import io.orcastra.adapters.yaml.OrderText;
import io.orcastra.adapters.yaml.Problem;
import io.orcastra.engine.ledger.RequestAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The YAML file beside a command file that says what became of its last edit. A reader sees it whole or not at all. */
final class CommandResult {
    private static final Logger LOG = LoggerFactory.getLogger(CommandResult.class);
    private static final ObjectMapper QUOTING = new ObjectMapper();

    private final Path file;
    private String written = "";
    private boolean told;

    CommandResult(Path commandFile) {
        file = commandFile.resolveSibling(commandFile.getFileName() + ".result");
    }

    void refused(CommandFile read, List<Problem> problems) {
        StringBuilder text = head(read, "refused: nothing of it is carried out");
        text.append("problems:\n");
        problems.forEach(problem -> text.append("- ").append(quoted(
                problem.place() + ": " + problem.message() + ". " + problem.advice())).append('\n'));
        write(text.toString());
    }

    void notCarriedOut(CommandFile read, String why) {
        write(head(read, "not carried out: " + why).toString());
    }

    /** @param answers by the place in the file; none for what nobody has looked at yet */
    void takenUp(CommandFile read, List<OrderText> orders, Map<Integer, RequestAnswer> answers) {
        StringBuilder text = head(read, "taken up");
        text.append(orders.isEmpty() ? "commands: []\n" : "commands:\n");
        for (int i = 0; i < orders.size(); i++) {
            RequestAnswer answer = answers.get(i);
            text.append("- command: ").append(quoted(orders.get(i).text())).append('\n');
            text.append("  state: ").append(answer == null ? "asked" : answer.state().word()).append('\n');
            if (answer != null && !answer.lines().isEmpty()) {
                text.append("  because:\n");
                answer.lines().forEach(line -> text.append("  - ").append(quoted(line)).append('\n'));
            }
        }
        write(text.toString());
    }

    private static StringBuilder head(CommandFile read, String state) {
        return new StringBuilder("# What became of ").append(read.path().getFileName()).append(", written by Orcastra.\n")
                .append("edit: ").append(quoted(read.edit())).append('\n')
                .append("changed: ").append(read.changed()).append('\n')
                .append("state: ").append(quoted(state)).append('\n');
    }

    private void write(String text) {
        if (text.equals(written)) {
            return;
        }
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(whole, text);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            written = text;
        } catch (IOException refused) {
            if (!told) {
                LOG.atWarn().addKeyValue("file", file).addKeyValue("reason", refused.getMessage())
                        .addKeyValue("advice", "Maybe mount its folder writable; commands are carried out all the same")
                        .log("What became of the command file cannot be written beside it");
            }
            told = true;
        }
    }

    private static String quoted(String text) {
        try {
            return QUOTING.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line cannot be quoted", e);
        }
    }
}
