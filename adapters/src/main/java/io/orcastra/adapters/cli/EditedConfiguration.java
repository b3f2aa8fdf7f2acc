package io.orcastra.adapters.cli;

import io.orcastra.adapters.reload.DaemonEnds;
import io.orcastra.adapters.reload.Passing;
import io.orcastra.adapters.reload.Refusal;
import io.orcastra.adapters.reload.Retry;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.Problem;
import io.orcastra.rules.RuleDescription;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Judges a configuration that was edited and is good in itself by the rules there are.
 *
 * @param known all rules there are
 * @param trial throws when it must not come into force
 * @param news  told what is wrong with it
 * @param retry knows when one is due that could not be tried
 * @param take  puts it in force
 */
record EditedConfiguration(Supplier<Collection<RuleDescription>> known, Trial trial, News news, Retry retry,
        Consumer<Configuration> take) {

    /** Tries it where it has to be. */
    interface Trial {
        void of(Configuration now) throws Refusal;
    }

    /** What became of it. */
    interface News {
        void refused(ConfigurationInvalid invalid);

        void refused(Refusal refusal);

        /** @param again after which it is tried again by itself */
        void postponed(Passing reason, Duration again);

        /** Once for each edit, when it is decided what becomes of it. */
        void warned(Problem problem);
    }

    /** Puts it in force; false when it must not be. */
    boolean isTaken(Configuration configuration) {
        List<Problem> problems = configuration.rules().problems(known.get());
        if (problems.stream().anyMatch(Problem::isError)) {
            retry.forget();
            news.refused(new ConfigurationInvalid(problems));
            return false;
        }
        try {
            trial.of(configuration);
        } catch (DaemonEnds end) {
            return false;
        } catch (Passing later) {
            news.postponed(later, retry.after(configuration.hash()));
            return false;
        } catch (Refusal refusal) {
            retry.forget();
            problems.forEach(news::warned);
            news.refused(refusal);
            return false;
        }
        retry.forget();
        problems.forEach(news::warned);
        take.accept(configuration);
        return true;
    }
}
