package io.orcastra.adapters.shadow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.orcastra.adapters.history.ReplayReport;
import java.time.Instant;
import java.util.List;

/**
 * The answer of {@code GET /shadow}.
 *
 * @param folder        of the candidate
 * @param hash          of its rules; absent without one
 * @param own           names of the operator's files of rules in it
 * @param files         of its configuration; empty when that in force counts
 * @param rules         number of rules that judge
 * @param since         of this state
 * @param reason        why it does not judge; absent when it does
 * @param problems      each {@code file:line:column: what} and a line of advice
 * @param cycleMillis   time it takes to judge one cycle, on average; absent before the first
 * @param report        what it would have decided; {@code recorded} is what was decided by the rules in force
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShadowStatus(
        State state, String folder, String hash, List<String> own, List<String> files, int rules, Instant since, String reason,
        List<String> problems, Double cycleMillis, ReplayReport report) {

    /** What becomes of a candidate. */
    public enum State {
        /** There is none. */
        @JsonProperty("none")
        NONE,
        /** It is what is in force. */
        @JsonProperty("same")
        SAME,
        /** It is being compiled. */
        @JsonProperty("starting")
        STARTING,
        /** It judges every cycle. */
        @JsonProperty("running")
        RUNNING,
        /** It is no good, or came to be none; it is tried again when it changes. */
        @JsonProperty("dropped")
        DROPPED
    }

    public ShadowStatus {
        own = List.copyOf(own);
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }

    static ShadowStatus none(String folder, Instant now) {
        return new ShadowStatus(State.NONE, folder, null, List.of(), List.of(), 0, now, null, List.of(), null, null);
    }

    static ShadowStatus of(State state, String folder, ShadowSet candidate, int rules, Instant now) {
        return new ShadowStatus(state, folder, candidate.rules().hash(), candidate.own(),
                candidate.files().stream().map(Object::toString).toList(), rules, now, null, List.of(), null, null);
    }

    ShadowStatus dropped(ShadowFailed why, Instant now) {
        return new ShadowStatus(State.DROPPED, folder, hash, own, files, rules, now, why.getMessage(), why.problems(),
                cycleMillis, null);
    }

    ShadowStatus with(Double millis, ReplayReport now) {
        return new ShadowStatus(state, folder, hash, own, files, rules, since, reason, problems, millis, now);
    }

    /** @throws JsonProcessingException when it is something else */
    public static ShadowStatus of(JsonNode page) throws JsonProcessingException {
        return JsonMapper.builder().addModule(new JavaTimeModule())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build().treeToValue(page, ShadowStatus.class);
    }
}
