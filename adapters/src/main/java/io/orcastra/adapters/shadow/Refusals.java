package io.orcastra.adapters.shadow;

import io.orcastra.adapters.shadow.ShadowAnswer.Refused;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.Problem;

/** Why a candidate does not judge, in the operator's words. */
final class Refusals {

    private Refusals() {
    }

    static Refused of(ConfigurationInvalid invalid) {
        return new Refused("its configuration is not good", invalid.problems().stream().filter(Problem::isError)
                .map(problem -> problem.place() + ": " + problem.message() + "\n  " + problem.advice()).toList());
    }
}
