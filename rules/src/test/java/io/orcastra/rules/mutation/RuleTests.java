package io.orcastra.rules.mutation;

import io.orcastra.rules.RuleTestClasses;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The tests of the rules, run in this process against other rules than the pack's. */
final class RuleTests implements AutoCloseable {
    private static final Namespace NAMESPACE = Namespace.create(VerifierExtension.RULES);

    private final LauncherSession session = LauncherFactory.openSession(LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false).enableLauncherSessionListenerAutoRegistration(false).build());
    private final Map<String, List<DiscoverySelector>> byRule = RuleTestClasses.BY_RULE.stream()
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(Verifies.class))
            .collect(Collectors.groupingBy(method -> method.getAnnotation(Verifies.class).value(),
                    Collectors.mapping(RuleTests::selector, Collectors.toList())));
    private final List<DiscoverySelector> across = RuleTestClasses.ACROSS.stream()
            .map(DiscoverySelectors::selectClass).map(DiscoverySelector.class::cast).toList();

    private static DiscoverySelector selector(Method method) {
        return DiscoverySelectors.selectMethod(method.getDeclaringClass(), method);
    }

    /** Of the tests about one rule one that fails with these rules. */
    Optional<String> own(String rule, Supplier<RuleVerifier> rules) {
        return failing(byRule.getOrDefault(rule, List.of()), rules);
    }

    /** Of the tests about several rules one that fails with these rules. */
    Optional<String> across(Supplier<RuleVerifier> rules) {
        return failing(across, rules);
    }

    private Optional<String> failing(List<DiscoverySelector> tests, Supplier<RuleVerifier> rules) {
        session.getStore().put(NAMESPACE, VerifierExtension.RULES, rules);
        var failed = new AtomicReference<String>();
        session.getLauncher().execute(LauncherDiscoveryRequestBuilder.request().selectors(tests).build(),
                new TestExecutionListener() {
                    @Override
                    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                            failed.compareAndSet(null, test.getUniqueId());
                        }
                    }
                });
        return Optional.ofNullable(failed.get());
    }

    @Override
    public void close() {
        session.close();
    }
}
