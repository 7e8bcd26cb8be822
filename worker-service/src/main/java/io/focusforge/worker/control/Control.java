package io.focusforge.worker.control;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.finish.FinishObservers;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.slot.DispatchBell;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.BiConsumer;

/** What an owner can do with a job. A job of somebody else is not there. */
@ApplicationScoped
public class Control {
    private final ControlStore store;
    private final TenantDatabase database;
    private final FinishObservers observers;
    private final DispatchBell bell;
    private final Clock clock;

    Control(ControlStore store, TenantDatabase database, FinishObservers observers, DispatchBell bell, Clock clock) {
        this.store = store;
        this.database = database;
        this.observers = observers;
        this.bell = bell;
        this.clock = clock;
    }

    Job get(Caller caller, UUID id) {
        return database.read(caller.tenant(), connection -> store.find(connection, caller, id))
                .orElseThrow(Control::noSuchJob);
    }

    Page<Job> list(Caller caller, JobQuery query) {
        var jobs = database.read(caller.tenant(), connection -> store.list(connection, caller, query));
        return Page.of(jobs, query.limit(), job -> new Cursor(job.key().id()));
    }

    Job cancel(Caller caller, UUID id) {
        var cancelled = change(caller, id, (connection, job) -> {
            var state = job.state().cancel(clock.instant());
            if (state.filter(end -> store.store(connection, job, end)).isEmpty()) {
                throw tooLate(job, "has ended already");
            }
            observers.cancelled(connection, List.of(job.key()), state.get());
        });
        observers.committed();
        return cancelled;
    }

    /**
     * Part of the caller's transaction, after which {@link #committed} is called. What has ended already, or is not there any more, is left
     * alone.
     *
     * @param jobs and who owns them
     */
    public void cancelIfUnfinished(SqlConnection connection, SortedMap<JobKey, Caller> jobs) {
        observers.before(connection, jobs.keySet());
        jobs.forEach((key, owner) ->
                store.lock(connection, owner, key.id()).ifPresent(job -> cancelIfUnfinished(connection, job)));
    }

    public void committed() {
        observers.committed();
    }

    private void cancelIfUnfinished(SqlConnection connection, Job job) {
        job.state()
                .cancel(clock.instant())
                .filter(state -> store.store(connection, job, state))
                .ifPresent(state -> observers.cancelled(connection, List.of(job.key()), state));
    }

    /** Whether there is such a job, and it has not ended yet. */
    public boolean isUnfinished(SqlConnection connection, Caller caller, UUID id) {
        return store.find(connection, caller, id)
                .filter(job -> !(job.state() instanceof JobState.Finished))
                .isPresent();
    }

    Job retry(Caller caller, UUID id) {
        var job = change(caller, id, (connection, found) -> {
            var queued = found.state().retry(clock.instant());
            if (queued.filter(state -> store.store(connection, found, state)).isEmpty()) {
                throw tooLate(found, "is not dead or cancelled");
            }
            observers.revived(connection, List.of(found.key()));
        });
        bell.ring();
        return job;
    }

    Job promote(Caller caller, UUID id) {
        var job = change(caller, id, (connection, found) -> {
            var queued = found.state().promote(clock.instant());
            if (queued.filter(state -> store.promote(connection, found, state)).isEmpty()) {
                throw tooLate(found, "does not wait for a later time");
            }
        });
        bell.ring();
        return job;
    }

    private Job change(Caller caller, UUID id, BiConsumer<SqlConnection, Job> transition) {
        return database.inTransaction(caller.tenant(), connection -> {
            observers.before(connection, List.of(new JobKey(caller.tenant(), id)));
            transition.accept(connection, store.lock(connection, caller, id).orElseThrow(Control::noSuchJob));
            return store.find(connection, caller, id).orElseThrow(Control::noSuchJob);
        });
    }

    static ProblemException noSuchJob() {
        return ProblemException.notFound("job");
    }

    private static ProblemException tooLate(Job job, String why) {
        return new ProblemException(
                ErrorCode.CONFLICT, "The job %s: it is %s.".formatted(why, StateFilter.shown(job.state())));
    }
}
