package io.orcastra.adapters.yaml;

import io.orcastra.facts.policy.GarbageCollection;
import io.orcastra.facts.policy.KeptContainer;
import io.orcastra.facts.policy.KeptImage;
import io.orcastra.facts.policy.KeptVolume;
import io.orcastra.facts.policy.RemovableVolume;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what counts as garbage. */
final class GarbageReader {

    /** As the engine takes them. */
    private static final Pattern VOLUME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]+");

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
        removable().map(RemovableVolume::new).forEach(facts::add);
        return facts;
    }

    private Stream<String> removable() {
        Set<String> names = environment.names(Variable.GC_INCLUDE_VOLUMES);
        if (names.stream().allMatch(name -> VOLUME.matcher(name).matches())) {
            return names.stream();
        }
        environment.malformed(Variable.GC_INCLUDE_VOLUMES, "whole names of volumes, separated by commas", "Maybe write each as docker "
                + "volume ls shows it; a pattern is not taken, because what it removes too much cannot be had back.");
        return Stream.empty();
    }
}
