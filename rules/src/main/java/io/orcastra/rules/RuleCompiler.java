package io.orcastra.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.model.codegen.ExecutableModelProject;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.builder.model.KieModuleModel;
import org.kie.api.conf.EqualityBehaviorOption;
import org.kie.api.conf.EventProcessingOption;
import org.kie.internal.builder.InternalKieBuilder;
import org.kie.internal.builder.conf.LanguageLevelOption;

/**
 * Turns a file of DRL into a module of classes, and such modules together into a rule base. Each file is compiled alone,
 * so that an edit costs the compile of one file: no rule names anything that another file declares.
 */
final class RuleCompiler {
    static final String PACKAGE = "io.orcastra.rules";
    private static final String BASE = "rules";
    private static final String FOLDER = "src/main/resources/io/orcastra/rules/";
    private static final ClassLoader SANDBOX = new Sandbox(RuleCompiler.class.getClassLoader());

    private RuleCompiler() {
    }

    /**
     * Compiles one file.
     *
     * @throws InvalidRules naming every problem the parser finds, else every problem the compiler finds
     */
    static byte[] compile(RuleSource source) {
        return compile(source, SANDBOX);
    }

    /** @param visible all that the rules can name */
    static byte[] compile(RuleSource source, ClassLoader visible) {
        List<RuleProblem> syntax = ParsedRules.of(source).problems();
        if (!syntax.isEmpty()) {
            throw new InvalidRules(RuleProblem.shown(syntax, List.of(source)));
        }
        try {
            byte[] module = build(source, visible).getBytes();
            requireHarmless(source, module);
            return module;
        } catch (InvalidRules e) {
            throw e;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new InvalidRules(RuleProblem.shown(guilty(source, visible, e), List.of(source)));
        }
    }

    /** Behind the linter, which looks at what rules say, and behind what their classes can name. */
    private static void requireHarmless(RuleSource source, byte[] module) {
        List<String> refused = CompiledCalls.refused(module);
        if (!refused.isEmpty()) {
            throw new InvalidRules(List.of(new RuleProblem(source.name(), 0, 0,
                    "compiled, these rules call what rules may not: " + String.join(", ", refused),
                    "Maybe a field of a fact says the same; orcastra check tells what rules are made of")));
        }
    }

    /** A rule base of compiled files. */
    static KieBase base(List<byte[]> compiled) {
        return base(compiled, SANDBOX);
    }

    /** @param visible all that the rules can name */
    static KieBase base(List<byte[]> compiled, ClassLoader visible) {
        var classes = new RuleClasses(compiled, visible);
        KieBaseConfiguration settings = KieServices.get().newKieBaseConfiguration(null, classes);
        settings.setOption(EqualityBehaviorOption.IDENTITY);
        settings.setOption(EventProcessingOption.CLOUD);
        return KieBaseBuilder.createKieBaseFromModel(classes.models(), settings);
    }

    private static InternalKieModule build(RuleSource source, ClassLoader visible) {
        ReleaseId release = release(source);
        KieFileSystem files = KieServices.get().newKieFileSystem().generateAndWritePomXML(release);
        files.write(FOLDER + source.name(), source.text());
        var builder = ((InternalKieBuilder) KieServices.get().newKieBuilder(files, visible)).withKModuleModel(model());
        try {
            builder.buildAll(ExecutableModelProject.class);
            List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
            if (!errors.isEmpty()) {
                List<RuleSource> sources = List.of(source);
                throw new InvalidRules(RuleProblem.shown(new CompilerMessages(sources).problems(errors), sources));
            }
            return (InternalKieModule) builder.getKieModule();
        } finally {
            KieServices.get().getRepository().removeKieModule(release);
        }
    }

    /** One per file name: Drools names the classes of a module by it, and those of two files must not clash. */
    private static ReleaseId release(RuleSource source) {
        String name = HexFormat.of().formatHex(source.name().getBytes(StandardCharsets.UTF_8));
        return KieServices.get().newReleaseId("io.orcastra", BASE + "-" + name, "1");
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
    private static List<RuleProblem> guilty(RuleSource source, ClassLoader visible, Throwable cause) {
        var problems = new ArrayList<RuleProblem>();
        List<RuleDescr> rules = ParsedRules.of(source).rules();
        for (RuleDescr rule : rules) {
            try {
                build(alone(source, rule, rules), visible);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                problems.add(new RuleProblem(source.name(), rule.getLine(), 0,
                        "rule \"" + rule.getName() + "\" makes the compiler fail: " + e,
                        "Maybe a value is compared with one of another kind"));
            }
        }
        return problems.isEmpty() ? List.of(new RuleProblem(source.name(), 0, 0,
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
