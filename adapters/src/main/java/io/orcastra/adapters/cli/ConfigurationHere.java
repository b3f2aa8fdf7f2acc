package io.orcastra.adapters.cli;

import io.orcastra.adapters.reload.Configurations;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.adapters.yaml.Problem;
import io.orcastra.rules.RuleDescription;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The configuration of a running daemon, beside what lies in its folder.
 *
 * @param taken puts one in force
 * @param known all rules there are
 * @param warned told what of it should be mended by the rules there are now
 * @param again has one that was refused judged once more
 */
record ConfigurationHere(Path folder, Map<String, String> environment, Supplier<Configuration> present,
        Consumer<Configuration> taken, Supplier<Collection<RuleDescription>> known, Consumer<Problem> warned, Runnable again)
        implements Configurations {

    @Override
    public Configuration inForce() {
        return present.get();
    }

    /** That all files have vanished is no edit. */
    @Override
    public Optional<Configuration> onDisk() {
        try {
            return Optional.of(new ConfigurationLoader().load(folder, environment)).filter(one -> !one.observesOnly());
        } catch (ConfigurationInvalid noGood) {
            return Optional.empty();
        }
    }

    @Override
    public void take(Configuration next) {
        taken.accept(next);
    }

    @Override
    public void rulesTookOver() {
        present.get().rules().problems(known.get()).forEach(warned);
        again.run();
    }
}
