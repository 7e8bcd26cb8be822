package io.focusforge.worker.finish;

import io.focusforge.worker.job.JobKey;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Collection;
import java.util.List;

/**
 * A feature that follows up on the end of jobs. Any bean of this type is asked, in the transaction of the change, in whatever way a
 * job finishes or comes back: what it throws undoes the change.
 */
public interface FinishObserver {
    /** These have finished, of which {@link #before} was told. Their rows are locked. */
    void finished(SqlConnection connection, List<Finish> finishes);

    /** These were dead or cancelled, and are queued again. Their rows are locked. */
    default void revived(SqlConnection connection, Collection<JobKey> jobs) {}

    /**
     * The rows of these are about to be locked: what this one locks for them is locked first, always, so that nobody waits for somebody who
     * waits for him.
     *
     * @return whether any of them concerns it; otherwise it need not hear of them again
     */
    default boolean before(SqlConnection connection, Collection<JobKey> jobs) {
        return true;
    }

    /** A transaction that any of the others may have been part of is committed. */
    default void committed() {}
}
