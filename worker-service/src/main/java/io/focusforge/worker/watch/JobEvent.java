package io.focusforge.worker.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.focusforge.common.event.CloudEvent;
import io.focusforge.worker.control.StateFilter;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobError;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.progress.LogLine;
import io.focusforge.worker.progress.Progress;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** What happens to a job, as those who watch it are told. */
sealed interface JobEvent {
    /** @return the name of the event */
    String type();

    /** @return what is sent, as JSON */
    Object data();

    private static String type(String what) {
        return CloudEvent.TYPE_PREFIX + "job." + what + ".v1";
    }

    /** @param error of the last attempt, when it led to this state */
    record Entered(String state, State data) implements JobEvent {
        @RegisterForReflection
        @JsonInclude(JsonInclude.Include.NON_NULL)
        record State(String state, int attempt, int maxAttempts, Instant time, Instant runAt, JobError error) {}

        static Entered of(Job job) {
            var state = StateFilter.shown(job.state());
            var queued = job.state() instanceof JobState.Queued;
            var data = new State(
                    state,
                    job.attempt(),
                    job.maxAttempts(),
                    job.updatedAt(),
                    queued ? job.runAt() : null,
                    queued || job.state() instanceof JobState.Dead ? lastError(job) : null);
            return new Entered(state, data);
        }

        /** Known from what came after it; nobody has seen when it was. */
        static Entered running(Job job, int attempt) {
            return new Entered(
                    JobState.Running.NAME,
                    new State(JobState.Running.NAME, attempt, job.maxAttempts(), null, null, null));
        }

        @Override
        public String type() {
            return JobEvent.type(state);
        }

        private static JobError lastError(Job job) {
            var errors = job.errors();
            return errors.isEmpty() || errors.getLast().attempt() != job.attempt() ? null : errors.getLast();
        }
    }

    record Progressed(Progress data) implements JobEvent {
        @Override
        public String type() {
            return JobEvent.type("progress");
        }
    }

    record Logged(LogLine data) implements JobEvent {
        @Override
        public String type() {
            return JobEvent.type("log");
        }
    }

    /** The last one: nothing happens to the job any more. */
    record Ended(State data) implements JobEvent {
        @RegisterForReflection
        record State(String state) {}

        @Override
        public String type() {
            return JobEvent.type("ended");
        }
    }
}
