package io.focusforge.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.chaos.history.Violation.Rule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule, broken by one history that is otherwise good. Times are in seconds. */
class CheckerTest {
    private static final long SECOND = 1_000_000;

    /** The worker of {@code b} was killed between its work and its record; {@code w} waited then, and {@code c} came later. */
    private final List<Event> good = List.of(
            new Event.Asked(at(1), 0, 100, 2),
            new Event.Accepted(at(2), 0, List.of("a", "b")),
            new Event.Claimed(at(3), "a", 1, 1),
            new Event.Delivered(at(4), "a", 100, 204),
            new Event.Finished(at(5), "a", "succeeded", 1),
            new Event.Claimed(at(3), "b", 1, 1),
            new Event.Delivered(at(4), "b", 101, 204),
            new Event.FaultBegan(at(10), 0, "kill-worker"),
            new Event.FaultEnded(at(11), 0, "kill-worker"),
            new Event.Claimed(at(16), "b", 2, 2),
            new Event.Delivered(at(17), "b", 101, 204),
            new Event.Finished(at(18), "b", "succeeded", 2),
            new Event.Asked(at(8), 2, 103, 1),
            new Event.Accepted(at(9), 2, List.of("w")),
            new Event.Claimed(at(12), "w", 1, 1),
            new Event.Delivered(at(13), "w", 103, 204),
            new Event.Finished(at(14), "w", "succeeded", 1),
            new Event.Asked(at(12), 1, 102, 1),
            new Event.Accepted(at(13), 1, List.of("c")),
            new Event.Claimed(at(14), "c", 1, 1),
            new Event.Delivered(at(15), "c", 102, 204),
            new Event.Finished(at(20), "c", "succeeded", 1),
            new Event.Shown(at(30), "a", "succeeded", 1),
            new Event.Shown(at(30), "b", "succeeded", 2),
            new Event.Shown(at(30), "w", "succeeded", 1),
            new Event.Shown(at(30), "c", "succeeded", 1));

    @Test
    void findsNothingInAGoodHistory() {
        assertThat(broken(good)).isEmpty();
        assertThat(Summary.of(new History(good)))
                .isEqualTo(new Summary(4, 0, 5, 5, 1, 1, Optional.of(new Pause("kill-worker", Duration.ofSeconds(9)))));
    }

    @Test
    void aJobThatNeverEndedIsLost() {
        assertThat(broken(without("a", Event.Finished.class))).containsExactly(Rule.LOST);
    }

    @Test
    void aJobThatTheApiDoesNotKnowIsLost() {
        assertThat(broken(without("a", Event.Shown.class))).containsExactly(Rule.LOST);
    }

    @Test
    void aJobThatDiedIsLost() {
        assertThat(broken(with("a", Event.Finished.class, event -> new Event.Finished(event.at(), "a", "dead", 1))))
                .containsExactly(Rule.LOST);
        assertThat(broken(with("a", Event.Shown.class, event -> new Event.Shown(event.at(), "a", "queued", 1))))
                .containsExactly(Rule.LOST);
    }

    @Test
    void aRequestThatWasNeverAnsweredMayBeThereOrNot() {
        assertThat(broken(and(new Event.Asked(at(14), 3, 104, 1)))).isEmpty();
        assertThat(broken(and(
                        new Event.Asked(at(14), 3, 104, 1),
                        new Event.Claimed(at(15), "d", 1, 1),
                        new Event.Delivered(at(16), "d", 104, 204),
                        new Event.Finished(at(17), "d", "succeeded", 1))))
                .isEmpty();
    }

    @Test
    void twoEndsOfOneJobAreOneTooMany() {
        assertThat(broken(and(new Event.Finished(at(19), "b", "succeeded", 2)))).containsExactly(Rule.TWICE);
    }

    @Test
    void anEndByTheAttemptThatLostItsLeaseIsStale() {
        assertThat(broken(
                        with("b", Event.Finished.class, event -> new Event.Finished(event.at(), "b", "succeeded", 1))))
                .containsExactly(Rule.STALE);
    }

    @Test
    void anAttemptAfterTheEndIsStale() {
        assertThat(broken(and(new Event.Claimed(at(19), "a", 2, 2)))).containsExactly(Rule.STALE);
    }

    @Test
    void twoAttemptsUnderOneFencingNumberAreStale() {
        assertThat(broken(and(new Event.Claimed(at(4), "a", 1, 1)))).containsExactly(Rule.STALE);
    }

    @Test
    void aHandlerMayNotRunTwiceInAnAttempt() {
        assertThat(broken(and(new Event.Delivered(at(4), "a", 100, 204)))).containsExactly(Rule.REPEATED);
    }

    @Test
    void aHandlerMayNotRunBeforeItsAttempt() {
        assertThat(broken(and(new Event.Delivered(at(15), "b", 101, 204)))).containsExactly(Rule.REPEATED);
        assertThat(broken(with(
                        "b",
                        Event.Claimed.class,
                        event -> event.at() == at(16) ? new Event.Claimed(at(17) + 1, "b", 2, 2) : event)))
                .containsExactly(Rule.REPEATED);
    }

    @Test
    void aJobCannotSucceedWithoutItsWork() {
        assertThat(broken(without("a", Event.Delivered.class))).containsExactly(Rule.HOLLOW);
        assertThat(broken(with("a", Event.Delivered.class, event -> new Event.Delivered(event.at(), "a", 100, 503))))
                .containsExactly(Rule.HOLLOW);
    }

    @Test
    void oneItemMayNotBecomeTwoJobs() {
        assertThat(broken(and(
                        new Event.Claimed(at(3), "a2", 1, 1),
                        new Event.Delivered(at(4), "a2", 100, 204),
                        new Event.Finished(at(5), "a2", "succeeded", 1))))
                .containsExactly(Rule.DOUBLED);
    }

    @Test
    void thereAreNoJobsThatNobodyAskedFor() {
        assertThat(broken(and(new Event.Claimed(at(3), "x", 1, 1), new Event.Delivered(at(4), "x", 999, 204))))
                .containsExactly(Rule.FOREIGN);
    }

    @Test
    void workHasToGoOnSoonWithJobsThatCameAfterTheFault() {
        assertThat(broken(
                        with("c", Event.Finished.class, event -> new Event.Finished(at(21) + 1, "c", "succeeded", 1))))
                .containsExactly(Rule.STALLED);
    }

    @Test
    void workHasToGoOnSoonWithJobsThatHadWaitedInTheFault() {
        assertThat(broken(
                        with("w", Event.Finished.class, event -> new Event.Finished(at(21) + 1, "w", "succeeded", 1))))
                .containsExactly(Rule.STALLED);
    }

    @Test
    void aJobThatWasUnderWayAtTheEndOfTheFaultDoesNotShowThatWorkGoesOn() {
        var underWay =
                with("b", Event.Finished.class, event -> new Event.Finished(at(12), "b", "succeeded", 1)).stream()
                        .filter(event -> !(isOf(event, "b", Event.Claimed.class) && event.at() == at(16)))
                        .filter(event -> !(isOf(event, "b", Event.Delivered.class) && event.at() == at(17)))
                        .map(event -> isOf(event, "w", Event.Finished.class)
                                ? new Event.Finished(at(21) + 1, "w", "succeeded", 1)
                                : event)
                        .toList();
        assertThat(broken(underWay)).containsExactly(Rule.STALLED);
    }

    @Test
    void whereNothingHadWaitedOnlyNewJobsCount() {
        assertThat(broken(with("w", Event.Claimed.class, event -> new Event.Claimed(at(10), "w", 1, 1)).stream()
                        .map(event -> isOf(event, "w", Event.Finished.class)
                                ? new Event.Finished(at(25), "w", "succeeded", 1)
                                : event)
                        .toList()))
                .isEmpty();
    }

    @Test
    void aRunThatShowsNothingIsNoProof() {
        assertThat(broken(List.of())).containsExactly(Rule.NOTHING);
        assertThat(broken(good.stream()
                        .filter(event -> !(event instanceof Event.FaultEnded))
                        .toList()))
                .containsExactly(Rule.NOTHING);
    }

    @Test
    void readsWhatWasRecorded(@TempDir Path directory) {
        var file = directory.resolve("history.ndjson");
        try (var recorder = new Recorder(file)) {
            good.forEach(recorder::record);
            assertThat(recorder.acceptedSince(at(13))).containsExactly("c");
            assertThat(recorder.acceptedBefore(at(9))).containsExactly("a", "b");
        }
        assertThat(History.read(file)).isEqualTo(new History(good));
    }

    private static List<Rule> broken(List<Event> events) {
        return new Checker(new History(events), Duration.ofSeconds(10))
                .violations().stream().map(Violation::rule).toList();
    }

    private List<Event> and(Event... more) {
        var events = new ArrayList<>(good);
        events.addAll(List.of(more));
        return events;
    }

    private List<Event> without(String job, Class<? extends Event> kind) {
        return good.stream().filter(event -> !isOf(event, job, kind)).toList();
    }

    private List<Event> with(String job, Class<? extends Event> kind, UnaryOperator<Event> change) {
        return good.stream()
                .map(event -> isOf(event, job, kind) ? change.apply(event) : event)
                .toList();
    }

    private static boolean isOf(Event event, String job, Class<? extends Event> kind) {
        return kind.isInstance(event)
                && switch (event) {
                    case Event.Claimed claimed -> claimed.job().equals(job);
                    case Event.Delivered delivered -> delivered.job().equals(job);
                    case Event.Finished finished -> finished.job().equals(job);
                    case Event.Shown shown -> shown.job().equals(job);
                    case Event.Accepted accepted -> accepted.jobs().contains(job);
                    case Event.Asked asked -> false;
                    case Event.FaultBegan began -> false;
                    case Event.FaultEnded ended -> false;
                    case RunEvent run -> false;
                };
    }

    private static long at(long seconds) {
        return seconds * SECOND;
    }
}
