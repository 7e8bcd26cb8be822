package io.focusforge.worker.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.common.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Makes what is stored of what is asked for, which is refused when it can never run. */
@ApplicationScoped
class Specs {
    private final JobTemplate template;

    Specs(JobTemplate template) {
        this.template = template;
    }

    Spec of(Caller caller, ScheduleRequest asked, Instant now) throws JsonProcessingException {
        return new Spec(
                asked.name(),
                when(asked, now),
                asked.catchUpOrDefault(),
                asked.overlapOrDefault(),
                template.checked(caller, asked.job(), null));
    }

    /** One that keeps its timing keeps its times, too. */
    Spec of(Caller caller, ScheduleRequest asked, Spec before, Instant now) throws JsonProcessingException {
        var when = when(asked, now);
        return new Spec(
                asked.name(),
                when.isLike(before.when()) ? before.when() : when,
                asked.catchUpOrDefault(),
                asked.overlapOrDefault(),
                template.checked(caller, asked.job(), before.job()));
    }

    ScheduleRequest patched(Spec before, SchedulePatch patch) {
        return patch.on(before, template.read(before.job()));
    }

    private static When when(ScheduleRequest asked, Instant now) {
        var when = When.asked(asked.cron(), asked.timeZone(), asked.every(), now);
        when.first(now);
        return when;
    }
}
