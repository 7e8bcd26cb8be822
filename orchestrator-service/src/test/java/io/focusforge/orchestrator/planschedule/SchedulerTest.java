package io.focusforge.orchestrator.planschedule;

import static io.focusforge.orchestrator.planschedule.Days.at;
import static io.focusforge.orchestrator.planschedule.Days.block;
import static io.focusforge.orchestrator.planschedule.Days.due;
import static io.focusforge.orchestrator.planschedule.Days.problem;
import static io.focusforge.orchestrator.planschedule.Days.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.orchestrator.planschedule.Obstacle.Constraint;
import io.focusforge.orchestrator.task.Energy;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** What a schedule must be like, whatever the steps are. */
class SchedulerTest {
    @Test
    void putsStepsBehindWhatTheyWaitForAndAroundWhatIsFixed() {
        var problem = problem(List.of(block(0, 9, 11)), work("a", 60), work("b", 90, "a"), work("c", 60, "b"));
        var placements = Scheduler.schedule(problem).placements();
        assertThat(placements.get("a").blocks()).containsExactly(block(0, 11, 12));
        assertThat(placements.get("b").start()).isEqualTo(at(0, 13));
        assertThat(placements.get("c").start()).isEqualTo(at(0, 13) + 90);
    }

    @Test
    void splitsWhatIsTooLongAndLeavesNoScraps() {
        var long1 = new Work("a", 200, List.of(), 0, Work.NEVER, Energy.LOW, false, true);
        var placement = Scheduler.schedule(problem(List.of(block(0, 13, 17), block(1, 10, 17)), long1))
                .placements()
                .get("a");
        assertThat(placement.minutes()).isEqualTo(200);
        assertThat(placement.blocks()).allMatch(part -> part.minutes() >= Timetable.SHORTEST_SITTING);
        assertThat(placement.blocks()).hasSize(2);
        var whole = new Work("a", 200, List.of(), 0, Work.NEVER, Energy.LOW, false, false);
        assertThat(Scheduler.schedule(problem(whole)).placements().get("a").blocks())
                .containsExactly(new Block(at(0, 13), at(0, 13) + 200));
    }

    @Test
    void takesFreshHoursForWhatAsksForThemUnlessThatIsLate() {
        var demanding = new Work("deep", 120, List.of(), at(0, 13), Work.NEVER, Energy.HIGH, false, false);
        assertThat(Scheduler.schedule(problem(demanding))
                        .placements()
                        .get("deep")
                        .start())
                .isEqualTo(at(1, 9));
        var urgent = new Work("deep", 120, List.of(), at(0, 13), at(0, 17), Energy.HIGH, false, false);
        assertThat(Scheduler.schedule(problem(urgent)).placements().get("deep").start())
                .isEqualTo(at(0, 13));
    }

    @Test
    void takesFirstWhatOthersWithNearDeadlinesWaitFor() {
        var problem = problem(
                work("some", 180), work("first", 60), due("last", 60, at(0, 12), "first"), due("other", 60, at(0, 14)));
        var schedule = Scheduler.schedule(problem);
        assertThat(schedule.late()).isEmpty();
        assertThat(schedule.placements().get("first").start()).isEqualTo(at(0, 9));
    }

    @Test
    void knowsByWhenEachHasToEndForOthersToBeInTime() {
        var latest = problem(work("first", 60), due("last", 60, at(0, 14), "first"), work("any", 30))
                .latestEnds();
        assertThat(latest)
                .containsEntry("last", at(0, 14))
                .containsEntry("first", at(0, 13))
                .containsEntry("any", Work.NEVER);
        var early =
                problem(work("first", 60), due("last", 90, at(0, 14), "first")).latestEnds();
        assertThat(early).containsEntry("first", at(0, 12) - 30);
    }

    @Test
    void findsTheOrderThatUrgencyAloneMisses() {
        // the whole step of three hours fits the morning only; the one that is more urgent must not begin with it
        var whole = new Work("whole", 180, List.of(), 0, at(0, 17), Energy.LOW, false, false);
        var hour = new Work("hour", 60, List.of(), 0, at(0, 14), Energy.LOW, false, false);
        var long2 = new Work("rest", 180, List.of(), 0, at(0, 17), Energy.LOW, false, false);
        assertThat(Scheduler.schedule(problem(hour, whole, long2)).late()).isEmpty();
    }

    @Test
    void letsStepsThatRunByThemselvesTakeNobodysTime() {
        var run = new Work("run", 600, List.of(), 0, Work.NEVER, Energy.HIGH, true, false);
        var placements = Scheduler.schedule(problem(run, work("mine", 60), work("after", 60, "run")))
                .placements();
        assertThat(placements.get("run").start()).isZero();
        assertThat(placements.get("mine").start()).isEqualTo(at(0, 9));
        assertThat(placements.get("after").start()).isEqualTo(at(0, 10));
    }

    @Test
    void neverOverlapsNorBreaksAnything() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
        for (var round = 0; round < 60; round++) {
            var works = works(random, 1 + random.nextInt(25));
            var busy = List.of(block(0, 10, 11), block(random.nextInt(5), 9, 15));
            var problem = problem(busy, works.toArray(Work[]::new));
            check(problem, Scheduler.schedule(problem));
            assertThat(Scheduler.schedule(problem)).isEqualTo(Scheduler.schedule(problem));
        }
    }

    private static List<Work> works(RandomGenerator random, int count) {
        var works = new ArrayList<Work>();
        for (var i = 0; i < count; i++) {
            var needs = new ArrayList<String>();
            for (var j = 0; j < i; j++) {
                if (random.nextInt(6) == 0) {
                    needs.add("w" + j);
                }
            }
            var deadline = random.nextBoolean() ? Work.NEVER : at(1 + random.nextInt(9), 12);
            var minutes = 10 + random.nextInt(300);
            var energy = Energy.values()[random.nextInt(3)];
            works.add(new Work(
                    "w" + i, minutes, needs, at(random.nextInt(3), 9), deadline, energy, false, minutes > 120));
        }
        return works;
    }

    static void check(Problem problem, Schedule schedule) {
        var taken = new ArrayList<Block>();
        for (var work : problem.works().values()) {
            var placement = schedule.placements().get(work.id());
            assertThat(placement.minutes()).isEqualTo(work.minutes());
            assertThat(placement.start()).isGreaterThanOrEqualTo(work.notBefore());
            assertThat(problem.isFree(placement)).isTrue();
            for (var need : work.needs()) {
                assertThat(schedule.placements().get(need).end()).isLessThanOrEqualTo(placement.start());
            }
            for (var block : placement.blocks()) {
                assertThat(taken).noneMatch(other -> other.overlaps(block.start(), block.end()));
                taken.add(block);
            }
        }
    }

    @Test
    void saysWhichConstraintIsBroken() {
        assertThat(obstacle(problem(work("a", 180), due("b", 180, at(0, 15), "a"))))
                .isEqualTo(new Obstacle(Constraint.DEPENDENCIES, "b", List.of("a", "b"), 360, 300, 60, true));
        var capacity = obstacle(problem(due("a", 200, at(0, 17)), due("b", 200, at(0, 17)), due("c", 60, at(0, 17))));
        assertThat(capacity.constraint()).isEqualTo(Constraint.CAPACITY);
        assertThat(capacity.needed()).isEqualTo(460);
        assertThat(capacity.available()).isEqualTo(420);
        var appointments = obstacle(problem(List.of(block(0, 9, 16)), due("a", 90, at(0, 17)), work("b", 30)));
        assertThat(appointments.constraint()).isEqualTo(Constraint.APPOINTMENTS);
        assertThat(appointments.steps()).containsExactly("a");
        var tooLong = new Work("a", 300, List.of(), 0, Work.NEVER, Energy.LOW, false, false);
        assertThat(obstacle(problem(tooLong)).constraint()).isEqualTo(Constraint.WORKING_HOURS);
    }

    private static Obstacle obstacle(Problem problem) {
        var all = Obstacles.of(Scheduler.schedule(problem));
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void showsTheLongestWay() {
        var path = CriticalPath.of(
                problem(work("a", 60), work("b", 30, "a"), work("c", 90, "a"), work("d", 60, "b", "c"), work("e", 10)));
        assertThat(path.steps()).containsExactly("a", "c", "d");
        assertThat(path.minutes()).isEqualTo(210);
        assertThat(path.slack()).containsEntry("b", 60L).containsEntry("c", 0L).containsEntry("e", 200L);
    }
}
