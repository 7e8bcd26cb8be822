package io.focusforge.worker.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shows schedules to their owners. */
@ApplicationScoped
class ScheduleViews {
    private final JobTemplate template;

    ScheduleViews(JobTemplate template) {
        this.template = template;
    }

    ScheduleView whole(Schedule schedule, List<Fire> fires) {
        return view(
                schedule,
                template.show(schedule.spec().job()),
                fires.stream().map(FireView::of).toList());
    }

    ScheduleView summary(Schedule schedule) {
        return view(schedule, template.summary(schedule.spec().job()), null);
    }

    private static ScheduleView view(Schedule schedule, JsonNode job, List<FireView> fires) {
        var spec = schedule.spec();
        var when = spec.when();
        var progress = schedule.progress();
        var tally = progress.tally();
        return new ScheduleView(
                schedule.key().id(),
                spec.name(),
                when.cron(),
                when.zone(),
                when.every() == null ? null : when.every().toString(),
                spec.catchUp(),
                spec.overlap(),
                progress.isPaused(),
                job,
                progress.nextAt(),
                tally.fired(),
                progress.waiting(),
                tally.skipped(),
                tally.lastSkippedAt(),
                tally.missed(),
                fires,
                schedule.createdAt(),
                schedule.updatedAt());
    }
}
