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
    /** These have finished. Their rows are locked. */
    void finished(SqlConnection connection, List<Finish> finishes);

    /** These were dead or cancelled, and are queued again. Their rows are locked. */
    default void revived(SqlConnection connection, Collection<JobKey> jobs) {}

    /** The rows of these are about to be locked, by somebody who knows them by then: what is locked before them, is locked here. */
    default void before(SqlConnection connection, Collection<JobKey> jobs) {}

    /** A transaction that any of the others may have been part of is committed. */
    default void committed() {}
}
