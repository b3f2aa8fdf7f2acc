package io.orcastra.adapters.yaml;

import io.orcastra.adapters.recorder.RecorderSettings;
import io.orcastra.adapters.ssh.Bootstrap;
import io.orcastra.engine.cycle.EngineSettings;
import java.nio.file.Path;

/**
 * How the process runs, as opposed to the policies it applies.
 *
 * @param engine      the loop's part; {@link EngineSettings#dryRun} is {@code DRY_RUN}, or true without any policy file
 * @param stackName   prefix of services whose entry names no stack
 * @param runOnce     one cycle, then end
 * @param bootstrap   how the machines of the inventory are reached
 * @param commandFile where operators write commands, whether it is there or not
 * @param eventMode   whether Docker's events cause a look; the poll stays underneath
 */
public record Settings(
        EngineSettings engine,
        String stackName,
        boolean runOnce,
        boolean eventMode,
        LogSettings log,
        HttpEndpoint http,
        RecorderSettings recorder,
        AgentSettings agents,
        Bootstrap bootstrap,
        Path commandFile) {
}
