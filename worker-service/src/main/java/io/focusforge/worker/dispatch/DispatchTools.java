package io.focusforge.worker.dispatch;

import io.focusforge.worker.job.ClaimedJob;
import io.focusforge.worker.slot.LocalSlots;
import io.focusforge.worker.slot.Seats;
import io.focusforge.worker.slot.Starter;
import io.focusforge.worker.stream.ReadyJob;
import io.focusforge.worker.stream.ReadyStreams;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where the dispatcher's jobs go. */
@ApplicationScoped
class DispatchTools {
    private final LocalSlots slots;
    private final Starter starter;
    private final ReadyStreams streams;
    private final Clock clock;

    DispatchTools(LocalSlots slots, Starter starter, ReadyStreams streams, Clock clock) {
        this.slots = slots;
        this.starter = starter;
        this.streams = streams;
        this.clock = clock;
    }

    Seats seats() {
        return new Seats(slots);
    }

    void start(ClaimedJob job, Seats seats) {
        starter.start(job, seats.use(job.queue()));
    }

    void append(List<ReadyJob> jobs) {
        streams.append(jobs);
    }

    Duration until(Instant instant) {
        return Duration.between(clock.instant(), instant);
    }
}
