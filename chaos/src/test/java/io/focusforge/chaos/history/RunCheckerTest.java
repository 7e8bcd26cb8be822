package io.focusforge.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.chaos.history.Violation.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule, by a history in which all is well but for one thing. */
class RunCheckerTest {
    private static final List<Event> GOOD = List.of(
            new RunEvent.Asked(1, 7, "succeeded", List.of("first", "last")),
            new RunEvent.Accepted(2, 7, "run"),
            new RunEvent.SagaAccepted(2, "saga", "erasure"),
            new RunEvent.Effect(3, "a", 7, "first", 0),
            new Event.FaultBegan(4, 0, "kill"),
            new Event.FaultEnded(5, 0, "kill"),
            new RunEvent.Effect(6, "a", 7, "first", 1),
            new RunEvent.StepEnded(7, "run", "first", "succeeded", 2),
            new RunEvent.Effect(8, "b", 7, "last", 2),
            new RunEvent.StepEnded(9, "run", "last", "succeeded", 1),
            new RunEvent.Ended(9, "run", "succeeded", 0),
            new RunEvent.JobTold(10, "job", "webhook.deliver", "run"),
            new RunEvent.JobTold(11, "job", "webhook.deliver", "run"),
            new RunEvent.Compared(12, "tasks", "3 rows", "3 rows"),
            new RunEvent.Shown(13, "run", "succeeded", List.of(1L, 2L)),
            new RunEvent.SagaShown(13, "saga", "erasure", "completed"));

    @Test
    void findsNothingInAGoodHistory() {
        assertThat(rules(GOOD)).isEmpty();
    }

    @Test
    void knowsAHistoryThatShowsNothing() {
        assertThat(rules(without(Event.FaultEnded.class))).contains(Rule.NOTHING);
        assertThat(rules(List.of())).contains(Rule.NOTHING);
    }

    @Test
    void findsWhatWasAcceptedAndDidNotEndAsItShould() {
        assertThat(rules(without(RunEvent.Ended.class))).contains(Rule.LOST);
        assertThat(rules(without(RunEvent.Accepted.class))).contains(Rule.LOST);
        assertThat(rules(with(RunEvent.Shown.class, shown -> new RunEvent.Shown(13, "run", "running", List.of()))))
                .contains(Rule.LOST);
        assertThat(rules(with(
                        RunEvent.SagaShown.class, shown -> new RunEvent.SagaShown(13, "saga", "erasure", "stuck"))))
                .containsExactly(Rule.LOST);
        assertThat(rules(and(new RunEvent.Unsettled(12, "1 runs")))).containsExactly(Rule.STALLED);
    }

    @Test
    void findsWhatHappenedTwice() {
        assertThat(rules(and(new RunEvent.Ended(10, "run", "succeeded", 0)))).containsExactly(Rule.TWICE);
        assertThat(rules(and(new RunEvent.StepEnded(10, "run", "first", "succeeded", 3))))
                .containsExactly(Rule.TWICE);
        assertThat(rules(and(new RunEvent.Effect(3, "c", 7, "first", 0)))).containsExactly(Rule.TWICE);
        assertThat(rules(and(new RunEvent.Effect(3, "b", 7, "first", 0)))).contains(Rule.TWICE);
        assertThat(rules(and(new RunEvent.JobTold(12, "other", "webhook.deliver", "run"))))
                .containsExactly(Rule.TWICE);
    }

    @Test
    void findsAStepThatIsBegunAgainByWhoKnowsThatItHasEnded() {
        var again = and(new RunEvent.Effect(8, "a", 7, "first", 1));
        assertThat(rules(again)).containsExactly(Rule.REPEATED);
        again.replaceAll(
                event -> event instanceof RunEvent.Ended ? new RunEvent.Ended(9, "run", "succeeded", 1) : event);
        assertThat(rules(again)).isEmpty();
    }

    @Test
    void findsRunsThatKnowOtherEffectsThanThereWere() {
        assertThat(rules(with(RunEvent.Shown.class, shown -> new RunEvent.Shown(13, "run", "succeeded", List.of(1L)))))
                .containsExactly(Rule.HOLLOW);
        assertThat(rules(with(RunEvent.Asked.class, asked -> new RunEvent.Asked(1, 7, "succeeded", List.of("first")))))
                .containsExactly(Rule.HOLLOW);
    }

    @Test
    void findsWhatNobodyAskedForAndWhatIsReadOtherwiseThanItHappened() {
        assertThat(rules(and(new RunEvent.Effect(3, "x", 8, "first", 3)))).containsExactly(Rule.FOREIGN);
        assertThat(rules(with(RunEvent.Compared.class, same -> new RunEvent.Compared(12, "tasks", "3 rows", "2 rows"))))
                .containsExactly(Rule.DIVERGED);
    }

    @Test
    void isWrittenAndReadAsItWas(@TempDir Path directory) {
        var file = directory.resolve("history.ndjson");
        try (var recorder = new Recorder(file)) {
            GOOD.forEach(recorder::record);
        }
        assertThat(History.read(file).events()).isEqualTo(GOOD);
    }

    private static List<Rule> rules(List<Event> events) {
        return new RunChecker(new History(events))
                .violations().stream().map(Violation::rule).distinct().toList();
    }

    private static List<Event> without(Class<? extends Event> kind) {
        return GOOD.stream().filter(event -> !kind.isInstance(event)).toList();
    }

    private static List<Event> and(Event... more) {
        var events = new ArrayList<>(GOOD);
        events.addAll(List.of(more));
        return events;
    }

    private static List<Event> with(Class<? extends Event> kind, UnaryOperator<Event> change) {
        return GOOD.stream()
                .map(event -> kind.isInstance(event) ? change.apply(event) : event)
                .toList();
    }
}
