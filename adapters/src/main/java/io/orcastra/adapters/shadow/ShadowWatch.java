package io.orcastra.adapters.shadow;

import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSet;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Notices that a candidate changed, or what is in force beside it, by content. A change counts once two looks in a row
 * saw the same, so that a file being written is not taken half done. Used by one thread.
 */
final class ShadowWatch {
    private final ShadowFolder folder;
    private final Supplier<RuleSet> inForce;
    private final Supplier<Configuration> configuration;
    private final Map<String, String> environment;
    private String seen = "";
    private String told = "";

    ShadowWatch(ShadowFolder folder, Supplier<RuleSet> inForce, Supplier<Configuration> configuration,
            Map<String, String> environment) {
        this.folder = folder;
        this.inForce = inForce;
        this.configuration = configuration;
        this.environment = environment;
    }

    /** One look; empty when nothing is new. */
    Optional<Seen> look() {
        Seen now = folder.isEmpty() ? new Seen.Nothing() : read();
        String key = now instanceof Seen.Nothing ? "" : now + " beside " + inForce.get().hash() + " " + configuration.get().hash();
        boolean atRest = key.equals(seen);
        seen = key;
        if (!atRest || key.equals(told)) {
            return Optional.empty();
        }
        told = key;
        return Optional.of(now);
    }

    private Seen read() {
        try {
            return new Seen.Candidate(folder.read(inForce.get(), configuration.get(), environment));
        } catch (InvalidRules invalid) {
            return new Seen.Unreadable("its rules cannot be read",
                    invalid.problems().stream().map(RuleProblem::toString).toList());
        } catch (ConfigurationInvalid invalid) {
            ShadowAnswer.Refused refused = Refusals.of(invalid);
            return new Seen.Unreadable(refused.reason(), refused.problems());
        } catch (IOException | RuntimeException failure) {
            return new Seen.Unreadable("it cannot be read: " + failure.getMessage() + "; maybe its permissions forbid it", List.of());
        }
    }

    /** What lies in the folder. */
    sealed interface Seen {
        record Nothing() implements Seen {
        }

        record Candidate(ShadowSet set) implements Seen {
            @Override
            public String toString() {
                return set.hash();
            }
        }

        record Unreadable(String reason, List<String> problems) implements Seen {
        }
    }
}
