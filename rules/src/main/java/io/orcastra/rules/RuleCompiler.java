package io.orcastra.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.compiler.compiler.io.memory.MemoryFileSystem;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.compiler.kie.builder.impl.InternalKieModuleProvider;
import org.drools.compiler.kie.builder.impl.KieContainerImpl;
import org.drools.compiler.kie.builder.impl.KieModuleKieProject;
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
    private static final String BASE = "rules";
    private static final String FOLDER = "src/main/resources/io/orcastra/rules/";
    private static final Pattern PLACE_IN_TEXT = Pattern.compile("[Ll]ine (\\d+):(\\d+)");
    private static final ReleaseId RELEASE = KieServices.get().newReleaseId("io.orcastra", BASE, "1");

    private RuleCompiler() {
    }

    /**
     * Compiles sources that are free of syntax errors.
     *
     * @throws InvalidRules naming every problem the compiler finds
     */
    static InternalKieModule compile(List<RuleSource> sources) {
        List<Message> errors;
        try {
            KieFileSystem files = KieServices.get().newKieFileSystem().generateAndWritePomXML(RELEASE);
            sources.forEach(source -> files.write(FOLDER + source.name(), source.text()));
            var builder = ((InternalKieBuilder) KieServices.get().newKieBuilder(files)).withKModuleModel(model());
            builder.buildAll(ExecutableModelProject.class);
            errors = builder.getResults().getMessages(Message.Level.ERROR);
            if (errors.isEmpty()) {
                return (InternalKieModule) builder.getKieModule();
            }
        } catch (RuntimeException | LinkageError e) {
            throw new InvalidRules(List.of(new RuleProblem(sources.get(0).name(), 0, 0,
                    "Drools cannot compile the rules: " + e, "Maybe leave out the rule written last")));
        }
        throw new InvalidRules(problems(sources, errors));
    }

    /** Reads a module from the bytes of {@link InternalKieModule#getBytes()}. */
    static InternalKieModule module(byte[] bytes) {
        return InternalKieModuleProvider.get(RELEASE, model(), MemoryFileSystem.readFromJar(bytes));
    }

    /** A container of its own per rule base, not the one Drools shares by release: rule books live side by side. */
    static KieBase base(InternalKieModule module) {
        var project = new KieModuleKieProject(module, RuleCompiler.class.getClassLoader());
        return new KieContainerImpl(project, KieServices.get().getRepository(), RELEASE).getKieBase(BASE);
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

    private static List<RuleProblem> problems(List<RuleSource> sources, List<Message> errors) {
        var problems = new ArrayList<RuleProblem>();
        for (Message error : errors) {
            Matcher place = PLACE_IN_TEXT.matcher(error.getText());
            boolean placed = place.find();
            int line = placed ? Integer.parseInt(place.group(1)) : Math.max((int) error.getLine(), 0);
            int column = placed ? Integer.parseInt(place.group(2)) + 1 : Math.max((int) error.getColumn(), 0);
            problems.add(new RuleProblem(error.getPath(), line, column, error.getText(), "Maybe"));
        }
        return problems;
    }
}
