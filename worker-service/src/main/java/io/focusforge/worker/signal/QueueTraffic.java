package io.focusforge.worker.signal;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.focusforge.worker.job.JobsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Stream;

/** Counts what comes into the queues and what leaves them in this process, until it is added to what the other replicas have counted. */
@ApplicationScoped
public class QueueTraffic {
    record Count(String queue, long arrived, long served) {
        boolean isNone() {
            return arrived == 0 && served == 0;
        }
    }

    private record Counter(LongAdder arrived, LongAdder served) {
        static Counter of(String queue) {
            return new Counter(new LongAdder(), new LongAdder());
        }

        Count take(String queue) {
            return new Count(queue, arrived.sumThenReset(), served.sumThenReset());
        }
    }

    private final Map<String, Counter> counters;

    QueueTraffic(JobsConfig config) {
        this.counters = config.queues().stream().collect(toUnmodifiableMap(Function.identity(), Counter::of));
    }

    /** The queue of each job that was accepted. */
    public void arrived(Stream<String> queues) {
        count(queues, Counter::arrived);
    }

    /** The queue of each job that has ended for good. */
    public void served(Stream<String> queues) {
        count(queues, Counter::served);
    }

    /** What was counted since the last time. */
    List<Count> take() {
        return counters.entrySet().stream()
                .map(entry -> entry.getValue().take(entry.getKey()))
                .filter(count -> !count.isNone())
                .toList();
    }

    void putBack(List<Count> taken) {
        taken.forEach(count -> {
            counters.get(count.queue()).arrived().add(count.arrived());
            counters.get(count.queue()).served().add(count.served());
        });
    }

    private void count(Stream<String> queues, Function<Counter, LongAdder> which) {
        queues.map(counters::get).filter(counter -> counter != null).forEach(counter -> which.apply(counter)
                .increment());
    }
}
