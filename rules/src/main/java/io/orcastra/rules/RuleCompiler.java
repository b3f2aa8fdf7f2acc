package io.orcastra.rules;

import java.util.ArrayList;
import java.util.List;
import org.drools.compiler.compiler.io.memory.MemoryFileSystem;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.compiler.kie.builder.impl.InternalKieModuleProvider;
import org.drools.compiler.kie.builder.impl.KieContainerImpl;
import org.drools.compiler.kie.builder.impl.KieModuleKieProject;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.builder.model.KieModuleModel;
import org.kie.api.conf.EqualityBehaviorOption;
import org.kie.api.conf.EventProcessingOption;
import org.kie.internal.builder.InternalKieBuilder;
import org.kie.internal.builder.conf.LanguageLevelOption;

/** Turns DRL into a module of classes, and such a module into a rule base. */
final class RuleCompiler {
    static final String PACKAGE = "io.orcastra.rules";
    private static final String BASE = "rules";
    private static final String FOLDER = "src/main/resources/io/orcastra/rules/";
    private static final ClassLoader SANDBOX = new Sandbox(RuleCompiler.class.getClassLoader());
    private static final ReleaseId RELEASE = KieServices.get().newReleaseId("io.orcastra", BASE, "1");

    private RuleCompiler() {
    }

    /**
     * Compiles rules.
     *
     * @throws InvalidRules naming every problem the parser finds, else every problem the compiler finds
     */
    static InternalKieModule compile(List<RuleSource> sources) {
        List<RuleProblem> syntax = sources.stream()
                .flatMap(source -> ParsedRules.of(source).problems().stream()).toList();
        if (!syntax.isEmpty()) {
            throw new InvalidRules(RuleProblem.shown(syntax, sources));
        }
        try {
            return build(sources);
        } catch (InvalidRules e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw new InvalidRules(RuleProblem.shown(guilty(sources, e), sources));
        }
    }

    /** Reads a module from the bytes of {@link InternalKieModule#getBytes()}. */
    static InternalKieModule module(byte[] bytes) {
        return InternalKieModuleProvider.get(RELEASE, model(), MemoryFileSystem.readFromJar(bytes));
    }

    /** A container of its own per rule base, not the one Drools shares by release: rule books live side by side. */
    static KieBase base(InternalKieModule module) {
        var project = new KieModuleKieProject(module, SANDBOX);
        return new KieContainerImpl(project, KieServices.get().getRepository(), RELEASE).getKieBase(BASE);
    }

    private static InternalKieModule build(List<RuleSource> sources) {
        KieFileSystem files = KieServices.get().newKieFileSystem().generateAndWritePomXML(RELEASE);
        sources.forEach(source -> files.write(FOLDER + source.name(), source.text()));
        var builder = ((InternalKieBuilder) KieServices.get().newKieBuilder(files, SANDBOX)).withKModuleModel(model());
        builder.buildAll(ExecutableModelProject.class);
        List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
        if (!errors.isEmpty()) {
            throw new InvalidRules(RuleProblem.shown(new CompilerMessages(sources).problems(errors), sources));
        }
        return (InternalKieModule) builder.getKieModule();
    }

    private static KieModuleModel model() {
        KieModuleModel model = KieServices.get().newKieModuleModel();
        model.setConfigurationProperty(LanguageLevelOption.PROPERTY_NAME, LanguageLevelOption.DRL10.name());
        model.newKieBaseModel(BASE)
                .setDefault(true)
                .setEqualsBehavior(EqualityBehaviorOption.IDENTITY)
                .setEventProcessingMode(EventProcessingOption.CLOUD);
        return model;
    }

    /** Some mistakes make the compiler itself fail without a word where: each rule is tried alone then. */
    private static List<RuleProblem> guilty(List<RuleSource> sources, Throwable cause) {
        var problems = new ArrayList<RuleProblem>();
        for (RuleSource source : sources) {
            List<RuleDescr> rules = ParsedRules.of(source).rules();
            for (RuleDescr rule : rules) {
                try {
                    build(List.of(alone(source, rule, rules)));
                } catch (RuntimeException | LinkageError e) {
                    problems.add(new RuleProblem(source.name(), rule.getLine(), 0,
                            "rule \"" + rule.getName() + "\" makes the compiler fail: " + e,
                            "Maybe a value is compared with one of another kind"));
                }
            }
        }
        return problems.isEmpty() ? List.of(new RuleProblem(sources.get(0).name(), 0, 0,
                "the compiler fails: " + cause, "Maybe leave out what was written last")) : problems;
    }

    private static RuleSource alone(RuleSource source, RuleDescr kept, List<RuleDescr> all) {
        List<String> lines = new ArrayList<>(source.text().lines().toList());
        all.stream().filter(rule -> rule != kept).forEach(rule -> {
            for (int line = rule.getLine(); line <= rule.getEndLine(); line++) {
                lines.set(line - 1, "");
            }
        });
        return new RuleSource(source.name(), String.join("\n", lines));
    }
}
