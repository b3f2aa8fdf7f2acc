package io.orcastra.e2e;

import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@WithSwarmLab(nodes = 3, heartbeat = "1s", newest = true)
@EnabledIfSystemProperty(named = "orcastra.newest", matches = "true", disabledReason = "only in -Pcampaign")
@Tag("deadline")
@DisplayName("On the newest engine Debian has, when the anchor starts or its node dies")
class NewestFailoverIT extends FailoverIT {

    NewestFailoverIT(SwarmLab lab) {
        super(lab);
    }
}
