package io.focusforge.worker.deadletter;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.job.JobsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.TreeSet;

/** The queue in a path. A dash stands for all of them (https://google.aip.dev/159). */
@ApplicationScoped
class QueueSegment {
    private static final String ALL = "-";

    private final JobsConfig config;

    QueueSegment(JobsConfig config) {
        this.config = config;
    }

    /** @return null for all queues */
    String parse(String segment) {
        if (segment.equals(ALL)) {
            return null;
        }
        if (!config.queues().contains(segment)) {
            throw new ProblemException(
                    ErrorCode.NOT_FOUND,
                    "There is no such queue; the queues are %s, and '-' stands for all."
                            .formatted(String.join(", ", new TreeSet<>(config.queues()))));
        }
        return segment;
    }
}
