package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kie.api.runtime.KieSession;

/** Some files of the pack, so that it does not take long, with one of an operator's own that changes again and again. */
class ReloadLeakTest {
    /** Until then the compiler of the virtual machine still gathers what it knows of methods, which lies in metaspace too. */
    private static final int WARM_UP = 60;
    private static final int RELOADS = 100;
    private static final int SHIPPED = 2;
    private static final String OWN = """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.decision.*

            rule "report a task of a high slot"
                @id( "ORC-TST-401" )
            when
                Task( $task : id, slot > %d )
            then
                insertLogical( new Finding( "ORC-TST-401", $task, "seen", "Maybe" ) );
            end
            """;

    @TempDir
    private Path cache;
    private KieSession running;

    private void reload(int number) {
        List<RuleSource> rules = new ArrayList<>(RulePack.builtIn().subList(0, SHIPPED));
        rules.add(new RuleSource("own.drl", OWN.formatted(number)));
        KieSession next = RuleBook.cachedIn(cache, rules).kieBase().newKieSession();
        next.fireAllRules();
        if (running != null) {
            running.dispose();
        }
        running = next;
    }

    @Test
    void aHundredReloadsLeaveNothingBehind() {
        for (int number = 0; number < WARM_UP; number++) {
            reload(number);
        }
        Loaded before = Loaded.now();
        for (int number = WARM_UP; number < WARM_UP + RELOADS; number++) {
            reload(number);
        }
        Loaded after = Loaded.now();

        assertThat(after.classes()).isLessThanOrEqualTo(before.classes() * 101 / 100);
        assertThat(after.metaspace()).isLessThanOrEqualTo(before.metaspace() * 105 / 100);
        assertThat(cache.toFile().list()).as("compiled files kept").hasSizeLessThanOrEqualTo(64);
    }

    /** What the virtual machine holds once nothing more can be collected. */
    private record Loaded(long classes, long metaspace) {

        static Loaded now() {
            for (int again = 0; again < 3; again++) {
                System.gc();
            }
            long metaspace = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getName().equals("Metaspace")).map(MemoryPoolMXBean::getUsage)
                    .mapToLong(usage -> usage.getUsed()).sum();
            return new Loaded(ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(), metaspace);
        }
    }
}
