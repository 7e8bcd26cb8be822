package io.focusforge.worker.watch;

import io.focusforge.worker.control.StateFilter;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.progress.LogLine;
import io.focusforge.worker.progress.News;
import io.focusforge.worker.progress.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells what has happened to a job since a position, from how it stands now and what it has said. That an attempt was running follows
 * from whatever is known of it, so that it is told also when it was over between two looks; only waits between attempts may be passed over.
 */
final class Story {
    /** An attempt that was cut short may have last words that are stored a little after its end. */
    private static final Duration LAST_WORDS = Duration.ofMillis(300);

    record Told(JobEvent event, Position after) {}

    private final Job job;
    private final News news;
    private final List<Told> told = new ArrayList<>();
    private Position position;

    private Story(Position position, Job job, News news) {
        this.position = position;
        this.job = job;
        this.news = news;
    }

    /** @param job as it was before the news were asked for, so that whatever was said before its end is among them */
    static List<Told> since(Position position, Job job, News news, Instant now) {
        var story = new Story(position, job, news);
        story.tell(now);
        return List.copyOf(story.told);
    }

    private void tell(Instant now) {
        if (news.more()) {
            news.lines().forEach(this::line);
            return;
        }
        said(Instant.MIN, job.updatedAt());
        if (job.state() instanceof JobState.Finished finished) {
            if (!now.isBefore(finished.at().plus(LAST_WORDS))) {
                said(job.updatedAt(), Instant.MAX);
                state();
                add(new JobEvent.Ended(new JobEvent.Ended.State(position.state())), position);
            }
        } else {
            state();
            said(job.updatedAt(), Instant.MAX);
        }
    }

    /** What was said after the one instant, and not after the other. */
    private void said(Instant after, Instant until) {
        var progress = news.progress();
        for (var line : news.lines()) {
            if (progress != null && progress.at().isBefore(line.at())) {
                progress(progress, after, until);
            }
            if (isWithin(line.at(), after, until)) {
                line(line);
            }
        }
        if (progress != null) {
            progress(progress, after, until);
        }
    }

    private static boolean isWithin(Instant at, Instant after, Instant until) {
        return at.isAfter(after) && !at.isAfter(until);
    }

    private void line(LogLine line) {
        startOf(line.attempt());
        add(new JobEvent.Logged(line), position.afterLine(line.number()));
    }

    private void progress(Progress progress, Instant after, Instant until) {
        if (position.reports() < news.reports() && isWithin(progress.at(), after, until)) {
            startOf(progress.attempt());
            add(new JobEvent.Progressed(progress), position.afterReport(news.reports()));
        }
    }

    private void state() {
        var state = StateFilter.shown(job.state());
        if (position.state().equals(state) && position.attempt() == job.attempt()) {
            return;
        }
        if (!(job.state() instanceof JobState.Running) && job.attempt() > position.attempt()) {
            startOf(job.attempt());
        }
        add(JobEvent.Entered.of(job), position.in(state, job.attempt()));
    }

    private void startOf(int attempt) {
        if (attempt != position.attempt()) {
            add(JobEvent.Entered.running(job, attempt), position.in(JobState.Running.NAME, attempt));
        }
    }

    private void add(JobEvent event, Position after) {
        position = after;
        told.add(new Told(event, after));
    }
}
