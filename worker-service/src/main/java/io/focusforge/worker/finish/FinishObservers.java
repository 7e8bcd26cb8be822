package io.focusforge.worker.finish;

import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobState;
import io.quarkus.arc.All;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** All observers. Whoever finishes jobs, or brings them back, says so here. */
@ApplicationScoped
public class FinishObservers {
    private final List<FinishObserver> observers;

    FinishObservers(@All List<FinishObserver> observers) {
        this.observers = observers;
    }

    /** @return whether these concern any observer */
    public boolean before(SqlConnection connection, Collection<JobKey> jobs) {
        return !jobs.isEmpty()
                && observers.stream()
                                .filter(observer -> observer.before(connection, jobs))
                                .count()
                        > 0;
    }

    public void cancelled(SqlConnection connection, Collection<JobKey> jobs, JobState.Cancelled state) {
        finished(
                connection,
                jobs.stream().map(job -> new Finish(job, state, null, null)).toList());
    }

    public void revived(SqlConnection connection, Collection<JobKey> jobs) {
        if (!jobs.isEmpty()) {
            observers.forEach(observer -> observer.revived(connection, jobs));
        }
    }

    public void committed() {
        observers.forEach(FinishObserver::committed);
    }

    boolean beforeEnd(SqlConnection connection, Collection<Ending> endings) {
        return before(
                connection,
                endings.stream()
                        .filter(ending -> ending.next() instanceof JobState.Finished)
                        .map(ending -> ending.held().key())
                        .toList());
    }

    /** Those that have finished; an attempt that is followed by another is no end. */
    void ended(SqlConnection connection, List<Ending> endings) {
        finished(connection, endings.stream().flatMap(FinishObservers::finish).toList());
    }

    private void finished(SqlConnection connection, List<Finish> finishes) {
        if (!finishes.isEmpty()) {
            observers.forEach(observer -> observer.finished(connection, finishes));
        }
    }

    private static Stream<Finish> finish(Ending ending) {
        return ending.next() instanceof JobState.Finished state
                ? Stream.of(new Finish(ending.held().key(), state, ending.error(), ending.result()))
                : Stream.empty();
    }
}
