package io.focusforge.worker.intake;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.focusforge.worker.dedupe.Draft;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.job.StreamKey;
import io.focusforge.worker.slot.Backlog;
import io.focusforge.worker.slot.LocalSlots;
import io.focusforge.worker.slot.Seats;
import io.focusforge.worker.slot.SlotConfig;
import io.focusforge.worker.slot.Starter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Gives a new job to a free slot of this process, unless others have been waiting for one. */
@ApplicationScoped
class HandOver {
    private static final Duration MOMENT = Duration.ofMillis(75);

    private final LocalSlots slots;
    private final Starter starter;
    private final Backlog backlog;
    private final SlotConfig config;
    private final Clock clock;

    HandOver(LocalSlots slots, Starter starter, Backlog backlog, SlotConfig config, Clock clock) {
        this.slots = slots;
        this.starter = starter;
        this.backlog = backlog;
        this.config = config;
        this.clock = clock;
    }

    Seats seats() {
        return new Seats(slots);
    }

    /**
     * Waits a moment for slots, while nobody else does: where jobs are short, that costs less than to leave them to the dispatcher, and they
     * begin sooner.
     */
    Seats seats(Collection<Draft> drafts) {
        var seats = new Seats(slots);
        var now = clock.instant();
        drafts.stream()
                .map(Draft::job)
                .filter(job -> mayRun(job, now))
                .map(Job::queue)
                .filter(queue -> !backlog.isIn(queue))
                .collect(groupingBy(queue -> queue, counting()))
                .forEach((queue, jobs) -> seats.await(queue, jobs.intValue(), MOMENT));
        return seats;
    }

    List<Placed> place(Collection<Job> jobs, Seats seats) {
        var now = clock.instant();
        var leaseUntil = now.plus(config.lease());
        return jobs.stream()
                .map(job -> new Placed(job, isFree(job, now, seats) ? leaseUntil : null))
                .toList();
    }

    void committed(Entrance entrance) {
        for (var one : entrance.stored()) {
            var queue = one.placed().job().queue();
            if (one.running()) {
                starter.start(one.placed().claimed(), entrance.seats().use(queue));
            } else if (one.waiting()) {
                backlog.add(stream(one.placed().job()), one.placed().job().key().tenant());
            }
        }
    }

    private boolean isFree(Job job, Instant now, Seats seats) {
        return mayRun(job, now)
                && switch (backlog.aheadOf(stream(job), job.key().tenant())) {
                    case NOBODY -> seats.promise(job.queue()) || first(job, seats);
                    case OTHERS -> first(job, seats);
                    case ITS_OWN -> false;
                };
    }

    private static boolean mayRun(Job job, Instant now) {
        return job.state() instanceof JobState.Queued queued && !queued.runAt().isAfter(now);
    }

    private static boolean first(Job job, Seats seats) {
        return seats.promiseFirst(job.queue(), job.key().tenant());
    }

    private static StreamKey stream(Job job) {
        return new StreamKey(job.queue(), job.priority());
    }
}
