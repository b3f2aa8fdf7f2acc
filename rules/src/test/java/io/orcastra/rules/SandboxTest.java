package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.facts.cluster.TaskState;
import io.orcastra.rules.lint.RuleLinter;
import io.orcastra.rules.verify.Cluster;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kie.api.runtime.KieSession;

/** The pack, the cookbook and every form the linter lets pass show what rules need to see; they see nothing else. */
class SandboxTest {
    private static final String HEAD = """
            package io.orcastra.rules

            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.condition.*
            import io.orcastra.facts.control.*
            import io.orcastra.facts.decision.*
            import io.orcastra.facts.policy.*
            import java.time.Duration

            """;
    private static final String RULE = """
            rule "report form %1$02d"
                @id( "ORC-TST-4%1$02d" )
            when
                %2$s
            then
                insertLogical( new Finding( "ORC-TST-4%1$02d", $n, "seen " + 1 + Duration.ofSeconds( 3 ), "Maybe look" ) );
            end
            """;
    private static final List<String> FORMS = List.of(
            "Node( $n : id, plugins contains \"x\", hostname matches \"a.*\", hostname not matches \"b\" )",
            "NodeLabel( nodeId == \"x\", $n : nodeId ) Node( id == $n, $p : plugins ) Service( id == $n, name memberOf $p, id not memberOf $p )",
            "Node( $n : id ) accumulate( Task( nodeId == $n, $s : slot ); $a : sum( $s ), $b : min( $s ), $c : max( $s ), "
                    + "$d : average( $s ), $e : count( $s ), $f : collectSet( $s ), $g : collectList( $s ); $a > $b, $c > $d, $e > 1, $f != $g )",
            "Node( $n : id ) not( Task( nodeId == $n, $t : id ) and Task( id != $t, nodeId == $n ) ) "
                    + "exists Task( nodeId == $n, slot > 1.5 )",
            "Node( $n : id, resources.memoryBytes > 100L, status in ( NodeStatus.READY, NodeStatus.DOWN ), hostname != null )",
            "Proposal( action instanceof SetNodeLabel, action#SetNodeLabel.key == \"a\", $n : action#SetNodeLabel.value )",
            "Task( $n : nodeId, $c : createdAt ) Task( nodeId == $n, createdAt > $c, slot + 1 > 3 )",
            "Node( $n : id, $g : resources.generic ) Node( id == $n, resources.generic == $g, hostname != 'a' )",
            "StartLimit( $l : limit ) Autoheal( gracePeriod > $l ) Node( $n : id )");

    /** Everything, and a list of what was asked of it. */
    private static final class Recording extends ClassLoader {
        private static final String CLASS = ".class";
        private final Set<String> asked = Collections.synchronizedSet(new TreeSet<>());

        Recording(ClassLoader all) {
            super(all);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
        }

        @Override
        public URL getResource(String name) {
            file(name);
            return super.getResource(name);
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            file(name);
            return super.getResourceAsStream(name);
        }

        private void file(String name) {
            if (name.endsWith(CLASS)) {
                asked.add(name.substring(0, name.length() - CLASS.length()).replace('/', '.'));
            }
        }
    }

    private static List<RuleSource> sources() throws IOException {
        List<RuleSource> all = new ArrayList<>(RulePack.builtIn());
        try (Stream<Path> files = Files.walk(Path.of("..", "config", "cookbook"))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".drl")).sorted().toList()) {
                all.add(new RuleSource(file.getFileName().toString(), Files.readString(file)));
            }
        }
        StringBuilder forms = new StringBuilder(HEAD);
        for (int i = 0; i < FORMS.size(); i++) {
            forms.append(RULE.formatted(i, FORMS.get(i)));
        }
        all.add(new RuleSource("forms.drl", forms.toString()));
        return all;
    }

    @Test
    @DisplayName("all rules compile and run with what is visible, and of that nothing is left over")
    void neededAndNoMore() throws IOException {
        Recording recording = new Recording(RuleCompiler.class.getClassLoader());
        ClassLoader sandbox = new Sandbox(recording);
        List<byte[]> modules = sources().stream().map(source -> RuleCompiler.compile(source, sandbox)).toList();
        KieSession session = RuleCompiler.base(modules, sandbox).newKieSession();
        new Cluster().node("n1").node("n2").service("web").task("web", "n1", TaskState.RUNNING).facts().forEach(session::insert);
        session.fireAllRules();
        session.dispose();
        RuleSource unbound = new RuleSource("unbound.drl", HEAD + RULE.formatted(99, "Node( $m : id )"));
        assertThatThrownBy(() -> RuleCompiler.compile(unbound, sandbox)).isInstanceOf(InvalidRules.class);

        Set<String> entries = recording.asked.stream().map(Sandbox::entry).collect(Collectors.toSet());
        assertThat(Sandbox.NAMED).allSatisfy(name -> assertThat(entries).contains(name));
        assertThat(Sandbox.FAMILIES).allSatisfy(family -> assertThat(recording.asked).anyMatch(name -> name.startsWith(family)));
    }

    @Test
    @DisplayName("what the forms ask for is what the linter lets pass")
    void goodForms() throws IOException {
        List<RuleSource> all = sources();

        assertThat(new RuleLinter().lint(List.of(all.get(all.size() - 1)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.util.stream.Stream", "java.util.function.Function", "java.util.HashMap", "java.util.Timer",
        "java.util.concurrent.Executors", "java.lang.System", "java.lang.Runtime", "java.lang.Thread", "java.lang.ProcessBuilder",
        "java.lang.ClassLoader", "java.lang.Module", "java.lang.invoke.MethodHandle", "java.lang.invoke.VarHandle",
        "java.lang.invoke.MethodType", "java.lang.reflect.Method", "java.lang.reflect.Constructor", "java.io.File",
        "java.nio.file.Files", "java.time.Clock", "org.drools.model.codegen.ExecutableModelProject", "org.drools.model.impl.GlobalImpl",
        "org.drools.model.prototype.PrototypeDSL", "org.drools.modelcompiler.KieBaseBuilder", "org.drools.util.IoUtils",
        "org.kie.api.runtime.KieSession", "org.kie.api.runtime.rule.AgendaFilter", "org.kie.internal.utils.KieHelper",
        "io.orcastra.rules.RuleBook", "io.orcastra.facts.Digest"})
    @DisplayName("no rule can name what it has no use for")
    void hidden(String name) {
        assertThat(Sandbox.allows(name)).isFalse();
    }

    @Test
    @DisplayName("of what is visible and could do harm nothing can be called but what makes an object of a condition, or a text of parts")
    void harmless() throws ClassNotFoundException {
        List<String> callable = new ArrayList<>();
        for (String name : Sandbox.NAMED) {
            if (name.startsWith("java.lang.invoke.") || name.startsWith("java.lang.reflect.") || name.startsWith("java.io.")
                    || Set.of("java.lang.Class", "java.util.Locale", "org.drools.ecj.EclipseJavaCompiler", "org.kie.api.KieServices",
                    "org.drools.core.rule.consequence.KnowledgeHelper", "org.kie.api.runtime.rule.RuleContext",
                    "org.kie.api.runtime.rule.EntryPoint").contains(name)) {
                Class<?> type = Class.forName(name, false, RuleCompiler.class.getClassLoader());
                Arrays.stream(type.getMethods()).filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(method -> name + "." + method.getName())
                        .filter(call -> CallsOfRules.allows(call.substring(0, call.lastIndexOf('.')).replace('.', '/')
                                + call.substring(call.lastIndexOf('.')))).distinct().forEach(callable::add);
            }
        }

        assertThat(callable).containsExactlyInAnyOrder("java.lang.invoke.LambdaMetafactory.metafactory",
                "java.lang.invoke.StringConcatFactory.makeConcatWithConstants", "org.kie.api.KieServices.get",
                "org.kie.api.KieServices.newKieModuleModel", "org.drools.core.rule.consequence.KnowledgeHelper.insertLogical");
    }
}
