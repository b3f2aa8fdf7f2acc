package io.orcastra.adapters.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.ssh.Bootstrap.Mode;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.cluster.MachineState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MachineScheduleTest {
    private final VirtualClock clock = new VirtualClock();

    private MachineSchedule schedule(Mode mode) {
        SshSettings ssh = new SshSettings("root", 22, Path.of("key"), Path.of("known"), false, Duration.ofSeconds(1), 1);
        return new MachineSchedule(new Bootstrap(mode, Duration.ofMinutes(5), ssh), clock);
    }

    /** How often a machine that never answers is asked in that time. */
    private int questions(MachineSchedule schedule, Duration time) {
        int asked = 0;
        for (long second = 0; second < time.toSeconds(); second++) {
            if (schedule.due("a", false)) {
                asked++;
                schedule.asked("a", false, MachineState.UNREACHABLE);
            }
            clock.advance(Duration.ofSeconds(1));
        }
        return asked;
    }

    @Test
    void aMachineThatDoesNotAnswerIsNotHammered() {
        MachineSchedule schedule = schedule(Mode.WATCH);

        assertThat(questions(schedule, Duration.ofMinutes(10))).isEqualTo(7);
        assertThat(questions(schedule, Duration.ofHours(1))).isEqualTo(12);
    }

    @Test
    void aMachineIsAskedAtOnceWhenItsNodeChanges() {
        MachineSchedule schedule = schedule(Mode.WATCH);
        schedule.asked("a", true, MachineState.IN_SWARM);

        assertThat(schedule.due("a", true)).isFalse();
        assertThat(schedule.due("a", false)).isTrue();
        assertThat(schedule.due("b", false)).as("never asked").isTrue();
    }

    @Test
    void watchingAsksNothingOfNodesThatAreReadyAndLoopingAsksEachInterval() {
        for (Mode mode : new Mode[] {Mode.WATCH, Mode.LOOP}) {
            MachineSchedule schedule = schedule(mode);
            schedule.asked("a", true, MachineState.IN_SWARM);
            clock.advance(Duration.ofMinutes(5).minusNanos(1));
            assertThat(schedule.due("a", true)).isFalse();
            clock.advance(Duration.ofNanos(1));
            assertThat(schedule.due("a", true)).isEqualTo(mode == Mode.LOOP);
        }
    }

    @Test
    void askingOnceFollowsAMachineUntilItIsInTheSwarmAndNoFurther() {
        MachineSchedule schedule = schedule(Mode.ONCE);
        schedule.asked("gone", false, MachineState.UNREACHABLE);
        schedule.asked("new", false, MachineState.OUT_OF_SWARM);
        clock.advance(Duration.ofHours(1));
        assertThat(schedule.due("gone", false)).isFalse();
        assertThat(schedule.due("new", false)).isTrue();

        schedule.asked("new", true, MachineState.IN_SWARM);
        assertThat(schedule.due("new", false)).isFalse();
    }

    @Test
    void whatAMachineSaidOnceIsNotTrueAnyMoreWhenItsNodeIsLost() {
        MachineSchedule schedule = schedule(Mode.ONCE);
        schedule.asked("a", true, MachineState.IN_SWARM);
        schedule.asked("late", false, MachineState.ENGINE_SILENT);
        schedule.asked("new", false, MachineState.OUT_OF_SWARM);
        assertThat(schedule.stale("a", true)).isFalse();
        assertThat(schedule.stale("a", false)).isTrue();
        assertThat(schedule.stale("late", false)).as("it said so of a node that was down").isFalse();
        assertThat(schedule.stale("late", true)).isFalse();
        assertThat(schedule.stale("late", false)).as("ready since, and lost").isTrue();
        assertThat(schedule.stale("new", true)).as("it is asked again").isFalse();
        assertThat(schedule.stale("never asked", false)).isFalse();

        MachineSchedule watching = schedule(Mode.WATCH);
        watching.asked("a", true, MachineState.IN_SWARM);
        assertThat(watching.stale("a", false)).as("it is asked at once").isFalse();
    }

    @Test
    void aMachineThatIsNotAsItShouldBeIsAskedAgainThoughItsNodeIsReady() {
        for (MachineState state : new MachineState[] {MachineState.UNTRUSTED, MachineState.LOGIN_REFUSED}) {
            MachineSchedule schedule = schedule(Mode.WATCH);
            schedule.asked("a", true, state);
            clock.advance(Duration.ofSeconds(5).minusNanos(1));
            assertThat(schedule.due("a", true)).isFalse();
            clock.advance(Duration.ofNanos(1));
            assertThat(schedule.due("a", true)).isTrue();

            schedule.asked("a", true, MachineState.IN_SWARM);
            clock.advance(Duration.ofHours(1));
            assertThat(schedule.due("a", true)).isFalse();
        }
    }

    @Test
    void anotherStateIsFollowedClosely() {
        MachineSchedule schedule = schedule(Mode.WATCH);
        questions(schedule, Duration.ofMinutes(10));
        schedule.asked("a", false, MachineState.OUT_OF_SWARM);
        clock.advance(Duration.ofSeconds(5));

        assertThat(schedule.due("a", false)).isTrue();
    }
}
