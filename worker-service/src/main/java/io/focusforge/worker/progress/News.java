package io.focusforge.worker.progress;

import io.focusforge.worker.job.JobKey;
import java.util.List;

/**
 * What a job has said that somebody does not know yet.
 *
 * @param progress null when it is not new
 * @param reports how often the job has reported progress
 * @param lines the next ones, oldest first
 * @param more whether there are further ones
 */
public record News(Progress progress, long reports, List<LogLine> lines, boolean more) {
    /** How much of it somebody knows: the number of the last line, and of the last report. */
    public record Known(JobKey job, long lines, long reports) {}

    public News {
        lines = List.copyOf(lines);
    }

    static News nothing(Known known) {
        return new News(null, known.reports(), List.of(), false);
    }
}
