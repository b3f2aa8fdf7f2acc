package io.orcastra.adapters.yaml;

import java.util.List;

/** Says of what is set for chores, which agents do, that no agent is asked for any. */
record ChoreVariables(EnvironmentReader environment) {
    private static final List<Variable> VARIABLES = List.of(
            Variable.AUTOHEAL_CHECK_INTERVAL, Variable.AUTOHEAL_GRACE_PERIOD, Variable.AUTOHEAL_ONLY_LABELLED,
            Variable.AUTOHEAL_ATTEMPTS, Variable.AUTOHEAL_EXCLUDE, Variable.GC_CRON, Variable.GC_FORCE_IMAGE_REMOVAL,
            Variable.GC_MINIMUM_IMAGES_TO_SAVE, Variable.GC_FORCE_CONTAINER_REMOVAL, Variable.GC_CLEAN_UP_VOLUMES,
            Variable.GC_GRACE_PERIOD_SECONDS, Variable.GC_DRY_RUN, Variable.GC_EXCLUDE_IMAGES, Variable.GC_EXCLUDE_CONTAINERS,
            Variable.GC_EXCLUDE_VOLUMES, Variable.GC_INCLUDE_VOLUMES, Variable.MOD_MANAGER_DEST,
            Variable.MOD_MANAGER_REFRESH_INTERVAL_MINUTES, Variable.MOD_MANAGER_MAX_MEGABYTES);
    private static final String SOURCE = "AGENT_SERVICE";

    /** @param agents whether the configuration says where agents are */
    void warn(boolean agents) {
        boolean secret = environment.text(Variable.AGENT_TOKEN_FILE).isPresent();
        if (secret && !agents) {
            environment.warning(Variable.AGENT_TOKEN_FILE, "AGENT_TOKEN_FILE is set, but no agent is asked for anything without "
                    + SOURCE, "Maybe write AGENT_SERVICE=orcastra_agent, or memory_sources.agent in rebalance_config.yml, which asks for"
                    + " rebalancing as well.");
        }
        if (secret && agents) {
            return;
        }
        String missing = secret ? SOURCE : agents ? "AGENT_TOKEN_FILE" : "AGENT_TOKEN_FILE and " + SOURCE;
        VARIABLES.stream().filter(variable -> environment.text(variable).isPresent()).forEach(variable -> environment.warning(
                variable, variable + " is set, but no chore is done: agents do them, and none is asked without " + missing,
                "Maybe start agents with --chores as docs/chores.md says" + (agents ? "" : " and set AGENT_SERVICE=orcastra_agent here")
                        + ", or leave it out."));
        rotation();
    }

    /** Agents rotate logs without being asked, by their own variable. */
    private void rotation() {
        if (environment.text(Variable.LOGROTATE_CRON).isPresent()) {
            environment.warning(Variable.LOGROTATE_CRON, "LOGROTATE_CRON is set, but has no effect here: agents rotate logs, each by its"
                    + " own variables", "Maybe set it for agents with --chores as docs/chores.md says, or leave it out.");
        }
    }
}
