package io.orcastra.adapters.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.engine.ledger.OrderPage;
import io.orcastra.engine.ledger.RequestAnswer;
import io.orcastra.engine.ledger.RequestAnswer.State;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerConflict;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.control.Command;
import io.orcastra.facts.control.DependentsPaused;
import io.orcastra.facts.control.LabelsWithdrawn;
import io.orcastra.facts.control.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandFileWatchTest {
    private final VirtualClock clock = new VirtualClock();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final AtomicInteger asked = new AtomicInteger();

    @TempDir
    private Path folder;
    private Path file;
    private boolean dryRun;
    private boolean worker;

    @BeforeEach
    void name() {
        file = folder.resolve("swarm-orchestration.command.yml");
    }

    private CommandFileWatch watch() {
        return watch(ledger);
    }

    private CommandFileWatch watch(Ledger swarm) {
        return new CommandFileWatch(
                file, swarm, clock, () -> worker, () -> Set.of("db", "cache"), () -> dryRun, asked::incrementAndGet);
    }

    /** An instance that has looked before there was a file. */
    private CommandFileWatch running() throws Exception {
        CommandFileWatch watch = watch();
        watch.look(false);
        clock.advance(Duration.ofSeconds(10));
        return watch;
    }

    private void edit(String text) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    }

    private static void rest(CommandFileWatch watch) throws Exception {
        watch.look(false);
        watch.look(false);
    }

    private Set<Object> facts() throws Exception {
        return OrderPage.at(clock.instant(), ledger.read());
    }

    private List<Command> ordered() throws Exception {
        return facts().stream().filter(Order.class::isInstance).map(fact -> ((Order) fact).command()).sorted().toList();
    }

    private String result() throws IOException {
        return Files.readString(folder.resolve("swarm-orchestration.command.yml.result"));
    }

    private void end() throws Exception {
        OrderPage.PAGE.tell(ledger, facts().stream().filter(Order.class::isInstance)
                .map(fact -> new RequestAnswer(((Order) fact).id(), State.DONE, List.of())).toList(), clock.instant());
    }

    @Test
    void anEditIsTakenUpOnceItIsAtRest() throws Exception {
        CommandFileWatch watch = running();
        edit("- relabel_all\n- update_dependents:db\n- noop\n");
        watch.look(false);
        assertThat(ordered()).isEmpty();

        watch.look(false);
        assertThat(ordered()).containsExactly(Command.RELABEL_ALL, Command.UPDATE_DEPENDENTS, Command.NOOP);
        assertThat(asked).hasValue(1);
        assertThat(result()).contains("state: \"taken up\"", "- command: \"update_dependents:db\"\n  state: asked");
    }

    @Test
    void anEditIsCarriedOutOnceHoweverOftenAnInstanceStarts() throws Exception {
        CommandFileWatch watch = running();
        edit("- noop\n");
        rest(watch);
        end();
        rest(watch);
        assertThat(result()).contains("- command: \"noop\"\n  state: done");

        rest(watch());
        assertThat(ordered()).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        edit("- noop\n");
        rest(watch());
        assertThat(ordered()).as("the same text, written again").containsExactly(Command.NOOP);
    }

    @Test
    @DisplayName("A command file stays carried out after 65 edits of the files on other nodes and a restart")
    void anEditThatIsForgottenIsNotCarriedOutAgain() throws Exception {
        CommandFileWatch watch = running();
        edit("- noop\n");
        rest(watch);
        end();
        for (int i = 0; i < 65; i++) {
            clock.advance(Duration.ofSeconds(5));
            OrderPage.askOnce(ledger, "elsewhere-" + i, List.of(), clock.instant());
        }
        int before = asked.get();

        rest(watch());

        assertThat(ordered()).isEmpty();
        assertThat(asked).hasValue(before);
        assertThat(result()).contains("not carried out: it was there before");
        clock.advance(Duration.ofSeconds(5));
        edit("- noop\n");
        rest(watch());
        assertThat(ordered()).as("written anew").containsExactly(Command.NOOP);
    }

    @Test
    void twoInstancesThatSeeTheSameFileCarryItOutOnce() throws Exception {
        CommandFileWatch one = running();
        CommandFileWatch other = running();
        edit("- noop\n");
        rest(one);
        rest(other);

        assertThat(ordered()).hasSize(1);
    }

    @Test
    void whatAnOrderWaitsForIsWrittenBesideTheFile() throws Exception {
        CommandFileWatch watch = running();
        edit("- update_dependents\n");
        rest(watch);
        Order order = (Order) facts().iterator().next();
        OrderPage.PAGE.tell(ledger, List.of(new RequestAnswer(order.id(), State.WAITING, List.of("web waits: \"cooling\""))),
                clock.instant());
        watch.look(false);

        assertThat(result()).contains("  state: waiting\n  because:\n  - \"web waits: \\\"cooling\\\"\"\n");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder(
                "swarm-orchestration.command.yml", "swarm-orchestration.command.yml.result");
    }

    @Test
    void aFileWithAMistakeIsRefusedWhole() throws Exception {
        CommandFileWatch watch = running();
        edit("- relabel_all\n- relabel_al\n- pause_dependents:db\n- update_dependents:dbb\n- relabel_anchor: db\n");
        rest(watch);

        assertThat(ordered()).isEmpty();
        assertThat(result()).contains("refused: nothing of it is carried out",
                file + ":2:3: \\\"relabel_al\\\" is no command. Maybe you meant relabel_all.",
                file + ":3:3: \\\"pause_dependents:db\\\": pause_dependents takes no anchor. Maybe write pause_dependents alone.",
                file + ":4:3: \\\"update_dependents:dbb\\\": the configuration has no anchor \\\"dbb\\\". Maybe you meant db.",
                file + ":5:3: this is a map, not a command. Maybe leave out the blank after the colon: update_dependents:db.");
    }

    @Test
    void aFileThatIsNoListIsRefused() throws Exception {
        CommandFileWatch watch = running();
        edit("relabel_all\n");
        rest(watch);
        assertThat(result()).contains("not a list. Maybe write each on its own line after a dash: - relabel_all");
    }

    @Test
    void aFileThatWasThereBeforeIsLeftAloneUntilItIsAskedFor() throws Exception {
        edit("- remove_all_labels\n");
        CommandFileWatch watch = watch();
        rest(watch);
        assertThat(facts()).isEmpty();
        assertThat(result()).contains("not carried out: it was there before");

        watch.look(true);
        assertThat(facts()).contains(new LabelsWithdrawn());
    }

    @Test
    void anEditMadeWhileNoInstanceRanIsTakenUp() throws Exception {
        running();
        edit("- pause_dependents\n");
        rest(watch());

        assertThat(facts()).containsExactly(new DependentsPaused());
        assertThat(result()).contains("- command: \"pause_dependents\"\n  state: done");
    }

    @Test
    void aFileFirstWrittenWhileTheSwarmIsBeingMadeIsTakenUpOnceItIsThere() throws Exception {
        NotYet swarm = new NotYet(ledger);
        CommandFileWatch watch = watch(swarm);
        assertThatThrownBy(() -> watch.look(false)).isInstanceOf(LedgerUnavailable.class);
        clock.advance(Duration.ofSeconds(10));
        edit("- pause_dependents\n");
        clock.advance(Duration.ofSeconds(10));
        swarm.made = true;
        rest(watch);
        rest(watch());

        assertThat(facts()).containsExactly(new DependentsPaused());
        assertThat(asked).hasValue(1);
    }

    @Test
    void aFileThatWasThereBeforeTheSwarmIsLeftAlone() throws Exception {
        edit("- pause_dependents\n");
        NotYet swarm = new NotYet(ledger);
        CommandFileWatch watch = watch(swarm);
        assertThatThrownBy(() -> watch.look(false)).isInstanceOf(LedgerUnavailable.class);
        swarm.made = true;
        rest(watch);

        assertThat(facts()).isEmpty();
        assertThat(result()).contains("not carried out: it was there before");
    }

    /** On a worker somebody wrote a command; twenty days later the node is a manager. */
    private CommandFileWatch promotedAfterAnEdit() throws Exception {
        NotYet swarm = new NotYet(ledger);
        CommandFileWatch watch = watch(swarm);
        worker = true;
        assertThatThrownBy(() -> watch.look(false)).isInstanceOf(LedgerUnavailable.class);
        clock.advance(Duration.ofSeconds(10));
        edit("- remove_all_labels\n");
        clock.advance(Duration.ofDays(20));
        worker = false;
        swarm.made = true;
        rest(watch);
        return watch;
    }

    @Test
    void anEditMadeWhileTheNodeWasAWorkerIsLeftAloneOnceItIsAManager() throws Exception {
        CommandFileWatch watch = promotedAfterAnEdit();
        assertThat(facts()).isEmpty();
        assertThat(result()).contains("not carried out: it was there before");

        clock.advance(Duration.ofSeconds(10));
        edit("- pause_dependents\n");
        rest(watch);
        assertThat(facts()).containsExactly(new DependentsPaused());
    }

    @Test
    void soItIsWhereAnotherInstanceHasLookedLongBefore() throws Exception {
        OrderPage.begin(ledger, clock.instant());
        CommandFileWatch watch = promotedAfterAnEdit();

        assertThat(facts()).isEmpty();
        assertThat(result()).contains("not carried out: it was there before");
    }

    @Test
    void aManagerThatBecameAWorkerLeavesAloneWhatWasWrittenMeanwhile() throws Exception {
        NotYet swarm = new NotYet(ledger);
        swarm.made = true;
        CommandFileWatch watch = watch(swarm);
        rest(watch);
        worker = true;
        swarm.made = false;
        edit("- remove_all_labels\n");
        assertThatThrownBy(() -> rest(watch)).isInstanceOf(LedgerUnavailable.class);
        clock.advance(Duration.ofDays(1));
        worker = false;
        swarm.made = true;
        rest(watch);

        assertThat(facts()).isEmpty();
        assertThat(result()).contains("not carried out: it was there before");
    }

    @Test
    void aDryRunWritesNothing() throws Exception {
        dryRun = true;
        CommandFileWatch watch = running();
        edit("- pause_dependents\n");
        rest(watch);
        watch.look(true);

        assertThat(ledger.read()).isEmpty();
        assertThat(folder.toFile().list()).containsExactly("swarm-orchestration.command.yml");
    }

    @Test
    void anEmptyFileOrdersNothing() throws Exception {
        CommandFileWatch watch = running();
        edit("");
        rest(watch);
        clock.advance(Duration.ofSeconds(1));
        edit("# nothing now\n");
        rest(watch);

        assertThat(ordered()).isEmpty();
    }

    /** The ledger of a swarm that is still to be made. */
    private static final class NotYet implements Ledger {
        private final Ledger ledger;
        private boolean made;

        NotYet(Ledger ledger) {
            this.ledger = ledger;
        }

        @Override
        public Map<String, LedgerPage> read() throws LedgerUnavailable {
            return there().read();
        }

        @Override
        public LedgerPage write(LedgerPage page, Map<String, String> entries) throws LedgerConflict, LedgerUnavailable {
            return there().write(page, entries);
        }

        @Override
        public void remove(String page) throws LedgerUnavailable {
            there().remove(page);
        }

        private Ledger there() throws LedgerUnavailable {
            if (!made) {
                throw new LedgerUnavailable("this node is not a swarm manager", null);
            }
            return ledger;
        }
    }
}
