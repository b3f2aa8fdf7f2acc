package io.orcastra.e2e;

import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@WithSwarmLab(nodes = 3, newest = true)
@EnabledIfSystemProperty(named = "orcastra.newest", matches = "true", disabledReason = "only in -Pcampaign")
@DisplayName("On the newest engine Debian has, a dry run")
class NewestDryRunIT extends DryRunIT {

    NewestDryRunIT(SwarmLab lab) {
        super(lab);
    }
}
