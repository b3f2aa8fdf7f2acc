package io.orcastra.adapters.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.shadow.Promotion;
import io.orcastra.adapters.shadow.ShadowSet;
import io.orcastra.adapters.status.DaemonUnreachable;
import io.orcastra.adapters.status.RunningDaemon;
import io.orcastra.adapters.status.StatusSocket;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Waits until the daemon of this machine has judged what was put in its folders. */
final class Takeover {
    private static final long BETWEEN_MILLIS = 500;
    private static final String MEND = "Maybe mend what it says, and promote it once more.";
    private static final String NOBODY = "no daemon runs here; the next start judges by it";

    private final Surroundings surroundings;
    private final int seconds;
    private final Instant began;
    private final RunningDaemon daemon;
    private final boolean there;
    /** What was refused before is no answer to what is put there now. */
    private final boolean refusedBefore;
    /** Why the daemon could not try what it was last asked about; empty where it could. */
    private String untried = "";
    /** Why the daemon does not answer now; empty where it does. */
    private String silent = "";

    Takeover(Surroundings surroundings, int seconds) {
        this.surroundings = surroundings;
        this.seconds = seconds;
        began = surroundings.clock().instant();
        daemon = RunningDaemon.in(surroundings.stateFolder());
        boolean refused = false;
        boolean found = Files.exists(surroundings.stateFolder().resolve(StatusSocket.NAME));
        try {
            refused = found && isRefused(daemon.status());
        } catch (DaemonUnreachable nobody) {
            found = !nobody.isNobody();
        }
        there = found;
        refusedBefore = refused;
    }

    /** Whether a daemon of this machine was there at the beginning: one that is gone later has not judged. */
    boolean runs() {
        return there;
    }

    private static boolean isRefused(JsonNode status) {
        return status.at("/health/configuration").asText().equals("refused");
    }

    /** A candidate that failed beside the rules in force will fail in their place. */
    void refuseDropped(ShadowSet candidate) {
        if (!runs()) {
            return;
        }
        try {
            JsonNode shadow = daemon.shadow();
            if (shadow.path("state").asText().equals("dropped")
                    && shadow.path("hash").asText().equals(candidate.rules().hash())) {
                throw new UserError("the daemon dropped this candidate: " + shadow.path("reason").asText()
                        + "\nMaybe orcastra shadow says more.");
            }
        } catch (DaemonUnreachable older) {
            // then nobody dropped it
        }
    }

    /** How what was put there before and could not be tried yet ended, in words; empty when nothing waits for that. */
    Optional<String> ofUntried(String hash, Promotion promotion) {
        if (!runs()) {
            return Optional.empty();
        }
        try {
            JsonNode status = daemon.status();
            if (couldNotTry(status, hash)) {
                return Optional.of(ofRules(hash, promotion));
            }
            return isPostponed(status) ? Optional.of(ofConfiguration()) : Optional.empty();
        } catch (DaemonUnreachable nobody) {
            return Optional.empty();
        }
    }

    private static boolean couldNotTry(JsonNode status, String hash) {
        JsonNode refused = status.at("/rules/refused");
        return refused.path("passes").asBoolean() && refused.path("hash").asText().equals(hash);
    }

    private static boolean isPostponed(JsonNode status) {
        return status.at("/health/configuration").asText().equals("postponed");
    }

    /** How it ended, in words. */
    String ofRules(String hash, Promotion promotion) {
        return await("rules", status -> {
            JsonNode rules = status.path("rules");
            if (rules.path("hash").asText().equals(hash)) {
                return Optional.of("in force since " + rules.path("since").asText());
            }
            JsonNode refused = rules.path("refused");
            untried = couldNotTry(status, hash) ? refused.path("reason").asText() : "";
            if (untried.isEmpty() && refused.path("hash").asText().equals(hash)
                    && Instant.parse(refused.path("at").asText()).isAfter(began)) {
                StringBuilder problems = new StringBuilder(refused.path("reason").asText());
                refused.path("problems").forEach(problem -> problems.append('\n').append(problem.asText()));
                throw new NotTakenOver("refused, the former rules decide on: " + problems, "Maybe mend them, or put the former "
                        + "ones back: " + promotion.formerRules(), MEND);
            }
            return Optional.empty();
        });
    }

    String ofConfiguration() {
        return await("settings", status -> {
            untried = isPostponed(status) ? "the log of the daemon says why" : "";
            if (!refusedBefore && isRefused(status)) {
                String where = "Maybe /healthz or the log of the daemon says more";
                throw new NotTakenOver("refused, the former settings decide on", where + "; the former files end in .former.",
                        where + ".");
            }
            String since = status.at("/configuration/since").asText("");
            return Optional.of(since).filter(at -> !at.isEmpty() && Instant.parse(at).isAfter(began)).map(at -> "in force since " + at);
        });
    }

    private String await(String what, Function<JsonNode, Optional<String>> judged) {
        if (!runs()) {
            return NOBODY;
        }
        long end = surroundings.clock().nanos() + TimeUnit.SECONDS.toNanos(seconds);
        while (surroundings.clock().nanos() < end) {
            try {
                Optional<String> answer = answer(judged);
                if (answer.isPresent()) {
                    return answer.get();
                }
                new CountDownLatch(1).await(BETWEEN_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw undecided(what);
    }

    /** A daemon that does not answer may have much to do, or may be starting again. */
    private Optional<String> answer(Function<JsonNode, Optional<String>> judged) {
        try {
            JsonNode status = daemon.status();
            silent = "";
            return judged.apply(status);
        } catch (DaemonUnreachable gone) {
            silent = gone.getMessage().lines().findFirst().orElse("");
            return Optional.empty();
        }
    }

    private NotTakenOver undecided(String what) {
        if (!silent.isEmpty()) {
            String log = "Maybe it ended, or has too much to do: its log tells.";
            return new NotTakenOver("the daemon, which answered before, did not say within " + seconds + " s how it judged the " + what
                    + " that were put in place: " + silent, log, log);
        }
        if (untried.isEmpty()) {
            String elsewhere = "Maybe it reads another folder, or needs longer: its log and /status tell.";
            return new NotTakenOver("the daemon has not judged the " + what + " that were put in place within " + seconds + " s",
                    elsewhere, elsewhere);
        }
        String passes = "That says nothing against them and passes by itself. ";
        return new NotTakenOver("the daemon could not try the " + what + " within " + seconds + " s: " + untried,
                passes + "Maybe wait: while they lie in their place the daemon tries them again, and orcastra promote, once more, "
                        + "waits for that.",
                passes + "Maybe give orcastra promote once more when it has passed.");
    }
}
