package io.orcastra.adapters.docker.move;

import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.observe.Networks;
import io.orcastra.adapters.docker.observe.OwnService;
import io.orcastra.adapters.docker.observe.SpecSetting;
import io.orcastra.adapters.docker.write.OwnSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Finds the values of what an action tells by digest: they may be secrets, and never leave the configuration for a fact. */
final class OwnWishes {
    private final DockerApi docker;
    private final Supplier<List<SpecSetting>> wished;

    OwnWishes(DockerApi docker, Supplier<List<SpecSetting>> wished) {
        this.docker = docker;
        this.wished = wished;
    }

    OwnSpec of(Set<String> told) throws Refusal {
        OwnSpec spec = new OwnSpec(values(told, wished.get()), Networks.of(docker));
        Optional<String> missing = spec.missingNetwork();
        if (missing.isPresent()) {
            String name = told.stream().anyMatch(text -> text.startsWith(OwnService.NETWORKS + " ") && text.contains("***"))
                    ? "of the name that the file takes from a variable" : missing.get();
            throw Refusal.impossible("there is no network " + name + "; maybe docker network create --driver overlay "
                    + (name.equals(missing.get()) ? name : "NAME"));
        }
        return spec;
    }

    static List<SpecSetting> values(Set<String> told, List<SpecSetting> wished) throws Refusal {
        Map<String, SpecSetting> byMark = wished.stream()
                .collect(Collectors.toMap(SpecSetting::mark, Function.identity(), (one, same) -> one));
        List<SpecSetting> found = new ArrayList<>();
        for (String text : told.stream().sorted().toList()) {
            int place = text.indexOf(' ');
            int shown = text.indexOf(' ', place + 1);
            SpecSetting setting = byMark.get(shown < 0 ? text : text.substring(0, shown));
            if (setting == null) {
                throw Refusal.unneeded("its file says something else by now");
            }
            found.add(setting);
        }
        return found;
    }
}
