package io.focusforge.worker.routine;

import io.focusforge.common.call.SystemCaller;
import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.worker.dedupe.Dedupe;
import io.focusforge.worker.dedupe.DedupeMode;
import io.focusforge.worker.dedupe.Draft;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.intake.Admission;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.job.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Asks for the jobs. Replicas that ask in the same period have one job together, by its dedupe key. */
@ApplicationScoped
public class Routines {
    private static final Caller NOBODY = SystemCaller.with(Scopes.INTERNAL);
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Admission admission;
    private final Clock clock;

    Routines(Admission admission, Clock clock) {
        this.admission = admission;
        this.clock = clock;
    }

    /** A job of this type, whose payload is empty, unless there was one since the period began. */
    public void ask(JobType<?> type, Duration period) {
        var now = clock.instant();
        var draft = new Draft(job(type, now), once(period, now));
        admission.ofSeveralTenants((connection, entrance) -> {
            var ledger = entrance.open(connection, List.of(draft));
            var admitted = ledger.take(draft);
            entrance.write(connection, ledger);
            return admitted;
        });
    }

    private static Dedupe once(Duration period, Instant now) {
        var number = now.toEpochMilli() / period.toMillis();
        var ttl = period.multipliedBy(2);
        return new Dedupe(Long.toString(number), ttl.compareTo(LONGEST) > 0 ? LONGEST : ttl, DedupeMode.REJECT);
    }

    private static Job job(JobType<?> type, Instant now) {
        return new Job(
                new JobKey(NOBODY.tenant(), Ids.next()),
                NOBODY.user(),
                type.name(),
                type.defaults().queue(),
                type.defaults().priority(),
                "{}",
                new JobState.Queued(now),
                now,
                0,
                type.defaults().maxAttempts(),
                List.of(),
                null,
                null,
                now,
                now,
                Terms.OF_TYPE);
    }
}
