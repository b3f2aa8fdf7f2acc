package io.orcastra.rules.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands a test its {@link RuleVerifier} and afterwards holds it to what its {@link Verifies} says. */
public final class VerifierExtension implements ParameterResolver, AfterTestExecutionCallback {
    /** Where a launcher's session holds the rules that are tested in the place of the pack's, as a supplier. */
    public static final String RULES = "rules under test";
    private static final Namespace NAMESPACE = Namespace.create(VerifierExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == RuleVerifier.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getStore(NAMESPACE).getOrComputeIfAbsent(RuleVerifier.class, key -> verifier(test), RuleVerifier.class);
    }

    private static RuleVerifier verifier(ExtensionContext test) {
        Supplier<?> other = test.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(RULES)).get(RULES, Supplier.class);
        return other == null ? RuleVerifier.ofPack() : (RuleVerifier) other.get();
    }

    @Override
    public void afterTestExecution(ExtensionContext test) {
        Verifies claim = test.getRequiredTestMethod().getAnnotation(Verifies.class);
        RuleVerifier verifier = test.getStore(NAMESPACE).get(RuleVerifier.class, RuleVerifier.class);
        if (claim == null || verifier == null || test.getExecutionException().isPresent()) {
            return;
        }
        List<Boolean> fired = verifier.firings().stream().map(firing -> firing.fired(claim.value())).toList();
        String what = test.getDisplayName() + " as " + claim.as() + " of " + claim.value() + ", fired at each given";
        switch (claim.as()) {
            case POSITIVE -> assertThat(fired).as(what).isNotEmpty().doesNotContain(false);
            case NEGATIVE -> assertThat(fired).as(what).isNotEmpty().doesNotContain(true);
            case BOUNDARY -> assertThat(fired).as(what).contains(true, false);
        }
    }
}
