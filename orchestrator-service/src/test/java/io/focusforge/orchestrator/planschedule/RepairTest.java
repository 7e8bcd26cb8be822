package io.focusforge.orchestrator.planschedule;

import static io.focusforge.orchestrator.planschedule.Days.at;
import static io.focusforge.orchestrator.planschedule.Days.block;
import static io.focusforge.orchestrator.planschedule.Days.due;
import static io.focusforge.orchestrator.planschedule.Days.problem;
import static io.focusforge.orchestrator.planschedule.Days.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.orchestrator.planschedule.Reason.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Changing as little as can be. */
class RepairTest {
    private static final Work A = work("a", 60);
    private static final Work B = work("b", 60);
    private static final Work C = work("c", 60, "a");
    private static final Map<String, Placement> BEFORE =
            Map.of("a", one(0, 9, 10), "b", one(0, 10, 11), "c", one(0, 13, 14));

    private static Placement one(int day, int from, int to) {
        return new Placement(List.of(block(day, from, to)));
    }

    @Test
    void movesNothingWithoutNeed() {
        var repaired = Repair.repair(problem(A, B, C), BEFORE, Map.of());
        assertThat(repaired.schedule().placements()).isEqualTo(BEFORE);
        assertThat(repaired.reasons()).isEmpty();
    }

    @Test
    void movesOnlyWhatIsInTheWay() {
        var problem = problem(List.of(block(0, 10, 11)), A, B, C);
        var repaired = Repair.repair(problem, BEFORE, Map.of("b", Reason.of(Kind.TIME_TAKEN)));
        assertThat(repaired.reasons()).containsOnlyKeys("b");
        assertThat(repaired.schedule().placements().get("b")).isEqualTo(one(0, 11, 12));
        SchedulerTest.check(problem, repaired.schedule());
    }

    @Test
    void movesThoseThatWaitAndSaysForWhom() {
        var longer = work("a", 120);
        var problem = problem(List.of(block(0, 11, 12)), longer, B, C);
        var repaired = Repair.repair(problem, BEFORE, Map.of("a", Reason.of(Kind.EDITED)));
        assertThat(repaired.reasons()).containsOnlyKeys("a", "c").containsEntry("c", new Reason(Kind.WAITS_FOR, "a"));
        SchedulerTest.check(problem, repaired.schedule());
    }

    @Test
    void makesRoomForADeadlineWithTheFewestMoves() {
        var urgent = due("new", 120, at(0, 12));
        var problem = problem(A, B, C, urgent);
        var repaired = Repair.repair(problem, BEFORE, Map.of("new", Reason.of(Kind.NEW)));
        assertThat(repaired.schedule().late()).isEmpty();
        assertThat(repaired.reasons())
                .containsOnlyKeys("b", "new")
                .containsEntry("b", new Reason(Kind.MAKES_ROOM, "new"));
        assertThat(repaired.schedule().placements().get("new")).isEqualTo(one(0, 10, 12));
        SchedulerTest.check(problem, repaired.schedule());
    }

    @Test
    void leavesWhatNeedNotHaveMovedWhereNoSingleMoveHelps() {
        var full = Map.of("a", one(0, 9, 10), "b", one(0, 10, 11), "c", one(0, 11, 12));
        var urgent = due("new", 120, at(0, 12));
        var repaired = Repair.repair(problem(A, B, C, urgent), full, Map.of("new", Reason.of(Kind.NEW)));
        assertThat(repaired.schedule().late()).isEmpty();
        assertThat(repaired.reasons()).containsOnlyKeys("b", "c", "new");
        assertThat(repaired.schedule().placements()).containsEntry("a", one(0, 9, 10));
    }

    @Test
    void takesAStepEarlierWhoseOwnDeadlineCameNearer() {
        var sooner = due("c", 60, at(0, 12), "a");
        var repaired = Repair.repair(problem(A, B, sooner), BEFORE, Map.of());
        assertThat(repaired.reasons()).containsOnly(Map.entry("c", Reason.of(Kind.DEADLINE)));
        assertThat(repaired.schedule().placements().get("c")).isEqualTo(one(0, 11, 12));
    }

    @Test
    void staysWithinItsBoundsWithAHundredSteps() {
        var works = new Work[100];
        var before = new HashMap<String, Placement>();
        for (var i = 0; i < works.length; i++) {
            works[i] = due("w" + i, 60, at(14, 17), i == 0 ? new String[0] : new String[] {"w" + (i - 1)});
        }
        var schedule = Scheduler.schedule(problem(works));
        before.putAll(schedule.placements());
        var problem = problem(List.of(block(0, 9, 17)), works);
        var repaired = Repair.repair(problem, before, Map.of("w0", Reason.of(Kind.TIME_TAKEN)));
        assertThat(repaired.schedule().placements()).hasSize(100);
    }
}
