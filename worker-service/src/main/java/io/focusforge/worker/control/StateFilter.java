package io.focusforge.worker.control;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.job.JobState;
import java.util.List;

/** States as clients know them: whether a waiting job is in its stream already is not their business. */
public record StateFilter(List<String> stored) {
    private static final List<String> SHOWN = List.of(
            JobState.Waiting.NAME,
            JobState.Queued.NAME,
            JobState.Running.NAME,
            JobState.Succeeded.NAME,
            JobState.Dead.NAME,
            JobState.Cancelled.NAME);

    /** @return null for null, which means every state */
    static StateFilter of(String asked) {
        if (asked == null) {
            return null;
        }
        if (!SHOWN.contains(asked)) {
            throw ProblemException.invalid("state", "is not one of " + String.join(", ", SHOWN));
        }
        return new StateFilter(
                asked.equals(JobState.Queued.NAME)
                        ? List.of(JobState.Queued.NAME, JobState.Dispatched.NAME)
                        : List.of(asked));
    }

    public static String shown(JobState state) {
        return state instanceof JobState.Dispatched ? JobState.Queued.NAME : state.name();
    }

    String[] names() {
        return stored.toArray(String[]::new);
    }
}
