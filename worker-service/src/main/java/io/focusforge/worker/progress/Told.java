package io.focusforge.worker.progress;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** What a job has said so far, for its owner. */
@ApplicationScoped
public class Told {
    private final ProgressStore progress;
    private final LogStore log;
    private final TenantDatabase database;

    Told(ProgressStore progress, LogStore log, TenantDatabase database) {
        this.progress = progress;
        this.log = log;
        this.database = database;
    }

    /** A job that was not started has nothing to say, and is not asked. */
    public Optional<Progress> progress(Job job) {
        return job.attempt() == 0
                ? Optional.empty()
                : database.read(job.key().tenant(), connection -> progress.find(connection, job.key()));
    }

    /** Oldest first, behind the line of this number. */
    public List<LogLine> log(JobKey job, long after, int limit) {
        return database.read(job.tenant(), connection -> log.page(connection, job, after, limit));
    }
}
