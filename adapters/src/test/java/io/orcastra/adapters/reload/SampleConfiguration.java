package io.orcastra.adapters.reload;

import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.RuleSettings;
import io.orcastra.adapters.yaml.Settings;
import io.orcastra.engine.cycle.EngineSettings;
import io.orcastra.engine.plan.Budgets;
import java.util.List;
import java.util.Set;

/** A configuration as far as rules are judged by it. */
final class SampleConfiguration {
    private SampleConfiguration() {
    }

    static Configuration of(RuleSettings rules, String hash, Object... policies) {
        return of(Budgets.DEFAULT, rules, hash, policies);
    }

    static Configuration of(Budgets budgets, RuleSettings rules, String hash, Object... policies) {
        EngineSettings usual = EngineSettings.DEFAULT;
        Settings settings = new Settings(new EngineSettings(usual.poll(), usual.settle(), usual.leaseRenew(), usual.leaseFree(),
                usual.cooldown(), budgets, usual.dryRun()), "", false, false, null, null, null, null, null, null);
        return new Configuration(Set.of(policies), settings, null, rules, List.of(), List.of(), hash, List.of());
    }
}
