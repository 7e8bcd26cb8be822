package io.focusforge.worker.flow;

import io.focusforge.worker.finish.Ending;
import io.focusforge.worker.finish.EndingStore;
import io.focusforge.worker.job.JobError;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobState;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.function.Function;

/** Carries a failure on to those that it concerns: parents die, and whatever nobody waits for any more is cancelled. */
@ApplicationScoped
class Cascade {
    private static final String CHILD_FAILED = "child_failed";

    private final CascadeStore store;
    private final EndingStore endings;

    Cascade(CascadeStore store, EndingStore endings) {
        this.store = store;
        this.endings = endings;
    }

    /** @param failed jobs that are dead or cancelled */
    void failed(SqlConnection connection, Collection<JobKey> failed, Instant now) {
        var causes = store.failing(connection, failed);
        var tops = new HashSet<>(failed);
        tops.addAll(causes.keySet());
        end(
                connection,
                store.drag(connection, tops),
                now,
                held -> causes.containsKey(held.key())
                        ? error(
                                held,
                                now,
                                CHILD_FAILED,
                                "The job %s, which this one needs, has failed.".formatted(causes.get(held.key())))
                        : null);
    }

    void cancel(SqlConnection connection, Collection<JobKey> jobs, Instant now) {
        end(connection, jobs, now, held -> null);
    }

    void bury(SqlConnection connection, Collection<JobKey> jobs, Instant now, String code, String message) {
        end(connection, jobs, now, held -> error(held, now, code, message));
    }

    /** @param reason why it is dead; null when it is cancelled */
    private void end(
            SqlConnection connection, Collection<JobKey> jobs, Instant now, Function<Ending.Held, JobError> reason) {
        var ended = store.take(connection, jobs, now).stream()
                .map(held -> ending(held, reason.apply(held), now))
                .toList();
        if (!ended.isEmpty()) {
            endings.end(connection, ended, now);
        }
    }

    private static Ending ending(Ending.Held held, JobError reason, Instant now) {
        return new Ending(held, reason == null ? new JobState.Cancelled(now) : new JobState.Dead(now), reason, null);
    }

    private static JobError error(Ending.Held held, Instant now, String code, String message) {
        return new JobError(held.attempt(), now, code, message);
    }
}
