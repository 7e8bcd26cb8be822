package io.focusforge.worker.watch;

import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.progress.News;
import java.time.Duration;
import java.time.Instant;

/** Somebody who follows a job. Of the one thread that looks, but for what never changes. */
final class Watch {
    /** A reader that has taken nothing for so many keep-alives is not there any more. */
    private static final int PATIENCE = 3;

    private final JobKey job;
    private final Outlet outlet;
    private final Instant opened;
    private Instant wrote;
    private Position position;

    Watch(JobKey job, Position position, Outlet outlet, Instant opened) {
        this.job = job;
        this.position = position;
        this.outlet = outlet;
        this.opened = opened;
        this.wrote = opened;
    }

    JobKey job() {
        return job;
    }

    Position position() {
        return position;
    }

    News.Known known() {
        return new News.Known(job, position.lines(), position.reports());
    }

    boolean hasRoom() {
        return outlet.hasRoom();
    }

    void write(String frames, Position after, Instant now) {
        outlet.write(frames);
        position = after;
        wrote = now;
    }

    /** A comment when it is time for one. */
    void keepAlive(String comment, Duration every, Instant now) {
        if (outlet.hasRoom() && !now.isBefore(wrote.plus(every))) {
            outlet.write(comment);
            wrote = now;
        }
    }

    boolean isOver(WatchConfig config, Instant now) {
        return outlet.isGone()
                || !now.isBefore(opened.plus(config.longest()))
                || !now.isBefore(wrote.plus(config.keepAlive().multipliedBy(PATIENCE)));
    }

    void end() {
        outlet.end();
    }
}
