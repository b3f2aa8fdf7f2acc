package io.orcastra.rules.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands a test its {@link RuleVerifier} and afterwards holds it to what its {@link Verifies} says. */
public final class VerifierExtension implements ParameterResolver, AfterTestExecutionCallback {
    private static final Namespace NAMESPACE = Namespace.create(VerifierExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == RuleVerifier.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getStore(NAMESPACE).getOrComputeIfAbsent(RuleVerifier.class, key -> RuleVerifier.ofPack(),
                RuleVerifier.class);
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
