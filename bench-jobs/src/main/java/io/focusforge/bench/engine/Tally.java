package io.focusforge.bench.engine;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** What the handler has seen so far, and how long slow jobs take from now on. */
@ApplicationScoped
class Tally {
    private final LongAdder ran = new LongAdder();
    private final Queue<Long> waits = new ConcurrentLinkedQueue<>();
    private volatile Duration duration = Duration.ZERO;

    void ran() {
        ran.increment();
    }

    void waited(long nanos) {
        waits.add(nanos);
    }

    long count() {
        return ran.sum();
    }

    Duration duration() {
        return duration;
    }

    void duration(Duration ofSlowJobs) {
        duration = ofSlowJobs;
    }

    /** The waits since this was last called, in nanoseconds. */
    List<Long> takeWaits() {
        var taken = new ArrayList<Long>();
        for (var wait = waits.poll(); wait != null; wait = waits.poll()) {
            taken.add(wait);
        }
        return taken;
    }
}
