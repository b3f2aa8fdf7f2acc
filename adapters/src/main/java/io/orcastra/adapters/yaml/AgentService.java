package io.orcastra.adapters.yaml;

import io.orcastra.adapters.prometheus.source.Discovery;
import io.orcastra.adapters.prometheus.source.ExporterKind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads where agents are from {@code AGENT_SERVICE}, which needs no file and so asks for no rebalancing. */
final class AgentService {
    private static final Pattern FORM = Pattern.compile("([^:]*)(?::([0-9]{1,5}))?");
    private static final String USUAL_PORT = ":6060/";
    private static final Range PORTS = new Range(1, 65_535);

    private final EnvironmentReader environment;

    AgentService(EnvironmentReader environment) {
        this.environment = environment;
    }

    /** Empty when the variable is not set, or reported as malformed. */
    Optional<Discovery> read() {
        return environment.text(Variable.AGENT_SERVICE).flatMap(text -> {
            Matcher written = FORM.matcher(text);
            if (!written.matches() || !ServiceName.isAccepted(written.group(1))) {
                return malformed("the full name of a service, with a port or without");
            }
            Optional<String> port = Optional.ofNullable(written.group(2));
            if (port.isPresent() && !PORTS.contains(Long.parseLong(port.get()))) {
                return malformed("a service with a port, " + PORTS);
            }
            String url = ExporterKind.AGENT.usualUrl();
            return Optional.of(new Discovery(ExporterKind.AGENT, Optional.of(written.group(1)),
                    port.map(number -> url.replace(USUAL_PORT, ":" + Integer.parseInt(number) + "/")).orElse(url)));
        });
    }

    private Optional<Discovery> malformed(String wanted) {
        return environment.malformed(Variable.AGENT_SERVICE, wanted, "Maybe write AGENT_SERVICE=orcastra_agent, as `docker service ls`"
                + " shows the agents' service; a URL belongs into memory_sources.agent of rebalance_config.yml.");
    }
}
