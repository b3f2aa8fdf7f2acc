package io.orcastra.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.drools.model.Model;
import org.drools.model.Rule;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.KieServices;
import org.kie.api.conf.EqualityBehaviorOption;
import org.kie.api.conf.EventProcessingOption;

/** Compiled rules one by one, so that a rule base can be put together from some of them. */
public final class CompiledModels {
    private final ClassLoader classes;
    private final List<Model> models;

    private CompiledModels(List<byte[]> modules) {
        var loader = new RuleClasses(modules, CompiledModels.class.getClassLoader());
        this.classes = loader;
        this.models = loader.models();
    }

    /** The pack built in, as it was shipped. */
    public static CompiledModels pack() {
        CompiledPack shipped = CompiledPack.shipped();
        try {
            var keys = new RuleFileKeys();
            return new CompiledModels(RulePack.builtIn().stream()
                    .map(source -> shipped.file(keys.of(source)).orElseThrow().module()).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws InvalidRules when it does not compile */
    public static CompiledModels of(RuleSource source) {
        return new CompiledModels(List.of(RuleCompiler.compile(source)));
    }

    /** The rule with this name. */
    public Rule rule(String name) {
        return models.stream().flatMap(model -> model.getRules().stream()).filter(rule -> rule.getName().equals(name))
                .findFirst().orElseThrow();
    }

    /** These rules with one of another origin in the place of the one with that name. */
    public KieBase with(Rule other, String inPlaceOf) {
        var changed = new ModelImpl(RuleCompiler.PACKAGE);
        models.stream().flatMap(model -> model.getRules().stream())
                .forEach(rule -> changed.addRule(rule.getName().equals(inPlaceOf) ? other : rule));
        KieBaseConfiguration settings = KieServices.get().newKieBaseConfiguration(null, classes);
        settings.setOption(EqualityBehaviorOption.IDENTITY);
        settings.setOption(EventProcessingOption.CLOUD);
        return KieBaseBuilder.createKieBaseFromModel(changed, settings);
    }
}
