package io.orcastra.adapters.yaml;

import io.orcastra.facts.policy.GarbageCollection;
import io.orcastra.facts.policy.KeptContainer;
import io.orcastra.facts.policy.KeptImage;
import io.orcastra.facts.policy.KeptVolume;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads what counts as garbage. */
final class GarbageReader {

    private final EnvironmentReader environment;

    GarbageReader(EnvironmentReader environment) {
        this.environment = environment;
    }

    Set<Object> facts() {
        Set<Object> facts = new LinkedHashSet<>();
        facts.add(new GarbageCollection(environment.flag(Variable.GC_FORCE_IMAGE_REMOVAL),
                (int) environment.number(Variable.GC_MINIMUM_IMAGES_TO_SAVE, "a whole number"),
                environment.flag(Variable.GC_FORCE_CONTAINER_REMOVAL), environment.flag(Variable.GC_CLEAN_UP_VOLUMES),
                environment.flag(Variable.GC_DRY_RUN)));
        environment.patterns(Variable.GC_EXCLUDE_IMAGES).map(KeptImage::new).forEach(facts::add);
        environment.patterns(Variable.GC_EXCLUDE_CONTAINERS).map(KeptContainer::new).forEach(facts::add);
        environment.patterns(Variable.GC_EXCLUDE_VOLUMES).map(KeptVolume::new).forEach(facts::add);
        return facts;
    }
}
