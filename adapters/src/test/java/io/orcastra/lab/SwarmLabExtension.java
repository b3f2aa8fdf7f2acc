package io.orcastra.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Carries out {@link WithSwarmLab}. */
final class SwarmLabExtension implements ExecutionCondition, BeforeAllCallback, ParameterResolver {

    private static final Namespace STORE = Namespace.create(SwarmLabExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> missing = missing(context);
        if (missing.isEmpty() || required()) {
            return ConditionEvaluationResult.enabled("the lab can run, or must");
        }
        return ConditionEvaluationResult.disabled("no Swarm lab on this machine: " + missing.get()
                + "\nMaybe run as root after installing the packages which .ci/run names.");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        missing(context).ifPresent(why -> {
            throw new LabFailure("the Swarm lab is required (ORCASTRA_LAB) and cannot run: " + why
                    + "\nMaybe install the packages which .ci/run names, and run as root.");
        });
        WithSwarmLab wanted = context.getRequiredTestClass().getAnnotation(WithSwarmLab.class);
        List<String> options = new ArrayList<>(List.of(wanted.options()));
        if (wanted.newest()) {
            String which = IntStream.of(wanted.newestNodes()).mapToObj(Integer::toString).collect(Collectors.joining(","));
            options.addAll(List.of("--rootfs", (which.isEmpty() ? "" : which + ":") + DebianTree.newest()));
        }
        context.getStore(STORE).put(SwarmLab.class, SwarmLab.up(new LabShape(wanted.nodes(), wanted.managers(),
                wanted.heartbeat(), options)));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SwarmLab.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(STORE).get(SwarmLab.class);
    }

    private static Optional<String> missing(ExtensionContext context) {
        return context.getRoot().getStore(STORE)
                .getOrComputeIfAbsent(Probe.class, key -> new Probe(SwarmLab.missing()), Probe.class).missing();
    }

    private static boolean required() {
        return "required".equals(System.getProperty("orcastra.lab", System.getenv("ORCASTRA_LAB")));
    }

    private record Probe(Optional<String> missing) {}
}
