package io.focusforge.worker.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.id.Ids;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerTest {
    private static final Instant NOW = Instant.parse("2026-11-05T17:00:00Z");
    private static final UUID TENANT = UUID.randomUUID();
    private static final UUID USER = UUID.randomUUID();

    private static Job job(String payload, JobState state, Duration delay, int attempt) {
        return new Job(
                new JobKey(TENANT, Ids.next()),
                USER,
                "mail.send",
                "default",
                Priority.NORMAL,
                payload,
                state,
                NOW.plus(delay),
                attempt,
                3,
                List.of(),
                null,
                null,
                NOW,
                NOW,
                Terms.OF_TYPE);
    }

    private static Job waiting(String payload, Duration delay) {
        return job(payload, new JobState.Queued(NOW.plus(delay)), delay, 0);
    }

    private static Draft draft(DedupeMode mode, String payload, Duration delay) {
        return new Draft(waiting(payload, delay), new Dedupe("k", Duration.ofMinutes(5), mode));
    }

    private static Ledger held(Job holder) {
        return new Ledger(Map.of(new DedupeKey(TENANT, USER, "mail.send", "k"), holder));
    }

    @Test
    void takesJobsWithoutAKeyAsTheyAre() {
        var ledger = new Ledger(Map.of());
        var drafts =
                List.of(new Draft(waiting("1", Duration.ZERO), null), new Draft(waiting("1", Duration.ZERO), null));
        drafts.forEach(ledger::take);
        assertThat(ledger.fresh())
                .containsExactlyElementsOf(drafts.stream().map(Draft::job).toList());
        assertThat(ledger.holds()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void makesTheJobWhenNobodyHoldsItsKey(DedupeMode mode) {
        var ledger = new Ledger(Map.of());
        var draft = draft(mode, "1", Duration.ZERO);
        assertThat(ledger.take(draft)).isEqualTo(new Admitted(draft.job(), false));
        assertThat(ledger.holds().values())
                .containsExactly(new Hold(draft.job().key(), NOW.plus(Duration.ofMinutes(5))));
    }

    @Test
    void seesTheJobsThatAreMadeWithIt() {
        var ledger = new Ledger(Map.of());
        var first = ledger.take(draft(DedupeMode.DEBOUNCE, "1", Duration.ofSeconds(1)));
        ledger.take(draft(DedupeMode.DEBOUNCE, "2", Duration.ofSeconds(9)));
        ledger.take(draft(DedupeMode.REPLACE, "3", Duration.ofSeconds(5)));

        assertThat(ledger.changed()).isEmpty();
        assertThat(ledger.fresh()).singleElement().satisfies(job -> {
            assertThat(job.key()).isEqualTo(first.job().key());
            assertThat(job.payload()).isEqualTo("3");
            assertThat(job.state()).isEqualTo(new JobState.Queued(NOW.plusSeconds(9)));
        });
    }

    @Test
    void leavesAJobAndItsTimeAloneWhenRejecting() {
        var holder = waiting("1", Duration.ZERO);
        var ledger = held(holder);
        assertThat(ledger.take(draft(DedupeMode.REJECT, "2", Duration.ZERO))).isEqualTo(new Admitted(holder, true));
        assertThat(ledger.holds()).isEmpty();
        assertThat(ledger.changed()).isEmpty();
    }

    @Test
    void doesNotBringARetryForward() {
        var holder = job("1", new JobState.Queued(NOW.plusSeconds(60)), Duration.ofSeconds(60), 1);
        var ledger = held(holder);
        assertThat(ledger.take(draft(DedupeMode.DEBOUNCE, "2", Duration.ofSeconds(5)))
                        .job()
                        .runAt())
                .isEqualTo(NOW.plusSeconds(60));
    }

    @ParameterizedTest
    @EnumSource(names = {"REPLACE", "DEBOUNCE"})
    void doesNotChangeAJobThatRuns(DedupeMode mode) {
        var ledger = held(job("1", new JobState.Running(1, 3, NOW), Duration.ZERO, 1));
        assertThat(ledger.take(draft(mode, "2", Duration.ZERO)).deduplicated()).isFalse();
        assertThat(ledger.changed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void doesNotTakeADeadJobForAnAnswer(DedupeMode mode) {
        var ledger = held(job("1", new JobState.Dead(NOW), Duration.ZERO, 3));
        assertThat(ledger.take(draft(mode, "2", Duration.ZERO)).deduplicated()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void leavesAJobThatIsAskedForAgainUnderItsOwnIdAlone(DedupeMode mode) {
        var draft = draft(mode, "1", Duration.ofSeconds(5));
        var running = job("1", new JobState.Running(1, 3, NOW), Duration.ZERO, 1);
        var ledger = held(new Job(
                draft.job().key(),
                USER,
                "mail.send",
                "default",
                Priority.NORMAL,
                "1",
                running.state(),
                NOW,
                1,
                3,
                List.of(),
                null,
                null,
                NOW,
                NOW,
                Terms.OF_TYPE));
        ledger.take(draft);
        assertThat(ledger.fresh()).isEmpty();
        assertThat(ledger.changed()).isEmpty();
    }
}
