package io.focusforge.worker.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.job.JobError;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Makes the jobs of fires. A job that its type does not take any more is a fire that has failed, and the schedule goes on. */
@ApplicationScoped
class Launcher {
    private final JobTemplate template;

    Launcher(JobTemplate template) {
        this.template = template;
    }

    Launch launch(Plan plan, Instant now) {
        return plan.start().map(fire -> launch(plan, fire, now)).orElseGet(() -> Launch.ofNothing(plan));
    }

    private Launch launch(Plan plan, Fire fire, Instant now) {
        var schedule = plan.look().schedule();
        try {
            var draft = template.draft(schedule);
            return Launch.started(plan, fire, draft, now);
        } catch (ProblemException e) {
            return Launch.failed(plan, fire, new JobError(0, now, e.code().code(), e.getMessage()));
        } catch (JsonProcessingException e) {
            return Launch.failed(plan, fire, new JobError(0, now, "invalid_payload", e.getOriginalMessage()));
        }
    }
}
