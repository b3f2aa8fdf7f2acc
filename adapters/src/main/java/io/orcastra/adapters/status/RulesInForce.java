package io.orcastra.adapters.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * Which rules decide, and which do not.
 *
 * @param hash        hexadecimal, of names and texts of all files: equal hashes, equal rules
 * @param files       in the order they are read
 * @param rules       number of rules
 * @param off         ids of rules that the configuration has switched off, and that so do not decide
 * @param since       when they took over
 * @param instead     which they are and why, when they are not those the folder held at the start; absent otherwise
 * @param problems    what lint says of them though they decide, because it is stricter than it was, or only all rules and the
 *                    configuration tell it: each {@code file:line:column: what} and a line of advice
 * @param quarantined rules that were taken out because they threw or looped, and files left out because they overran
 * @param refused     the last edit, while it is not in force; absent when all is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RulesInForce(
        String hash, List<String> files, int rules, List<String> off, Instant since, String instead,
        List<String> problems, List<Quarantined> quarantined, Refused refused) {

    public RulesInForce {
        files = List.copyOf(files);
        off = List.copyOf(off);
        problems = List.copyOf(problems);
        quarantined = List.copyOf(quarantined);
    }

    /**
     * @param rule id of the rule; absent when the whole file is left out
     * @param line where it begins in its file; absent when the whole file is left out
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Quarantined(String rule, String file, Integer line, String reason, Instant since) {
    }

    /**
     * @param problems each {@code file:line:column: what} and a line of advice
     * @param passes   whether they could only not be tried yet: that says nothing of them, and they are tried again
     */
    public record Refused(Instant at, String hash, String reason, List<String> problems, boolean passes) {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
