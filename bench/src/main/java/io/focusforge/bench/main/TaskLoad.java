package io.focusforge.bench.main;

import io.focusforge.bench.load.Load;
import io.focusforge.bench.load.RunningStack;
import io.focusforge.bench.measure.CpuCost;
import io.focusforge.bench.measure.Rounds;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Tasks created and read through the gateway. */
final class TaskLoad {
    private static final int CLIENTS = 16;
    private static final Duration ROUND = Duration.ofSeconds(8);
    private static final double EVEN_RATE = 30;
    /** Until the optimising compilers of five JVMs have done most of their work. */
    private static final Duration WARM_UP = Duration.ofSeconds(120);

    private final RunningStack stack;
    private final Load load;
    private final AtomicLong numbers = new AtomicLong();

    TaskLoad(RunningStack stack, Load load) {
        this.stack = stack;
        this.load = load;
    }

    void warmUp() {
        load.closedLoop(CLIENTS, WARM_UP, n -> stack.createTask(numbers.incrementAndGet()));
    }

    /** As many as 16 clients can, and what each process spends on one. */
    void create(Rounds rounds) {
        var cost = new CpuCost(stack.processes());
        var outcome = load.closedLoop(CLIENTS, ROUND, n -> stack.createTask(numbers.incrementAndGet()))
                .withoutFailures();
        rounds.add("POST /api/v1/tasks, 16 clients", "1/s", outcome.perSecond());
        rounds.add("POST /api/v1/tasks, 16 clients, p95", "ms", outcome.percentile(0.95));
        cost.perRequest(outcome.latencies().length)
                .forEach((process, micros) -> rounds.add("CPU per task: " + process, "ms", micros / 1000));
    }

    void createEvenly(Rounds rounds) {
        var outcome = load.evenly(EVEN_RATE, ROUND, n -> stack.createTask(numbers.incrementAndGet()))
                .withoutFailures();
        rounds.add("POST /api/v1/tasks, 30/s evenly, p50", "ms", outcome.percentile(0.5));
        rounds.add("POST /api/v1/tasks, 30/s evenly, p95", "ms", outcome.percentile(0.95));
    }

    void read(Rounds rounds, String task) {
        var outcome = load.closedLoop(CLIENTS, ROUND, n -> stack.readTask(task)).withoutFailures();
        rounds.add("GET /api/v1/tasks/{id}, 16 clients", "1/s", outcome.perSecond());
        rounds.add("GET /api/v1/tasks/{id}, 16 clients, p95", "ms", outcome.percentile(0.95));
    }
}
