package io.focusforge.worker.intake;

import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.slot.Backlog;
import io.focusforge.worker.slot.LocalSlots;
import io.focusforge.worker.slot.Seats;
import io.focusforge.worker.slot.SlotConfig;
import io.focusforge.worker.slot.Starter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Gives a new job to a free slot of this process, unless others have been waiting for one. */
@ApplicationScoped
class HandOver {
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
                backlog.add(queue);
            }
        }
    }

    private boolean isFree(Job job, Instant now, Seats seats) {
        return job.state() instanceof JobState.Queued queued
                && !queued.runAt().isAfter(now)
                && !backlog.isIn(job.queue())
                && seats.take(job.queue(), 1) == 1;
    }
}
