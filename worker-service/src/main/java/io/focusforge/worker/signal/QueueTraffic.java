package io.focusforge.worker.signal;

import io.focusforge.worker.job.JobsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Stream;

/** Counts what comes into the queues and what leaves them in this process, until it is added to what the other replicas have counted. */
@ApplicationScoped
public class QueueTraffic {
    /** A job that came into a queue or left it. */
    public record Passage(UUID tenant, String queue) {}

    record Lane(String queue, String tenantClass) {}

    record Count(Lane lane, long arrived, long served) {
        boolean isNone() {
            return arrived == 0 && served == 0;
        }
    }

    private record Counter(LongAdder arrived, LongAdder served) {
        static Counter fresh() {
            return new Counter(new LongAdder(), new LongAdder());
        }

        Count take(Lane lane) {
            return new Count(lane, arrived.sumThenReset(), served.sumThenReset());
        }
    }

    private final TenantClasses classes;
    private final Map<Lane, Counter> counters;

    QueueTraffic(JobsConfig config, TenantClasses classes) {
        this.classes = classes;
        var lanes = new HashMap<Lane, Counter>();
        config.queues().forEach(queue -> classes.labels()
                .forEach(label -> lanes.put(new Lane(queue, label), Counter.fresh())));
        this.counters = Map.copyOf(lanes);
    }

    /** Each job that was accepted. */
    public void arrived(Stream<Passage> jobs) {
        count(jobs, Counter::arrived);
    }

    /** Each job that has ended for good. */
    public void served(Stream<Passage> jobs) {
        count(jobs, Counter::served);
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
            counters.get(count.lane()).arrived().add(count.arrived());
            counters.get(count.lane()).served().add(count.served());
        });
    }

    private void count(Stream<Passage> jobs, Function<Counter, LongAdder> which) {
        jobs.map(job -> counters.get(new Lane(job.queue(), classes.of(job.tenant()))))
                .filter(counter -> counter != null)
                .forEach(counter -> which.apply(counter).increment());
    }
}
