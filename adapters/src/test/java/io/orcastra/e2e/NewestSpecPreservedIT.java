package io.orcastra.e2e;

import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@WithSwarmLab(nodes = 3, newest = true)
@EnabledIfSystemProperty(named = "orcastra.newest", matches = "true", disabledReason = "only in -Pcampaign")
@DisplayName("On the newest engine Debian has, a displaced dependent without any constraint on nodes")
class NewestSpecPreservedIT extends SpecPreservedIT {

    NewestSpecPreservedIT(SwarmLab lab) {
        super(lab);
    }
}
