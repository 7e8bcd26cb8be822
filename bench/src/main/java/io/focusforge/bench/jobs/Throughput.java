package io.focusforge.bench.jobs;

import io.focusforge.bench.measure.CpuCost;
import io.focusforge.bench.measure.ProcessTree;
import io.focusforge.bench.measure.Rounds;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Jobs a second from the first call that adds to the durable record of the last end, and the CPU that each process spends on one. */
final class Throughput {
    private final Arena arena;
    private final Rounds rounds;
    private final int jobs;

    Throughput(Arena arena, Rounds rounds, int jobs) {
        this.arena = arena;
        this.rounds = rounds;
        this.jobs = jobs;
    }

    void warmUp(int times) throws IOException {
        for (var time = 0; time < times; time++) {
            for (var contestant : arena.contestants()) {
                contestant.ask("run", jobs);
            }
        }
    }

    /** With Redis syncing its file each second. */
    void everySecond() throws IOException, SQLException {
        arena.redis().appendFsync("everysec");
        var ours = measure("focusforge_everysec", arena.engine().program(), "postgres", "redis");
        if (arena.bullmq().isPresent()) {
            var theirs = measure("bullmq_everysec", arena.bullmq().get(), "redis");
            rounds.add("jobs.vs_bullmq_everysec", "ratio", ours / theirs);
        }
        if (arena.river().isPresent()) {
            var theirs = measure("river", arena.river().get(), "postgres");
            rounds.add("jobs.vs_river", "ratio", ours / theirs);
        }
    }

    /** With Redis syncing its file before each answer. */
    void always() throws IOException, SQLException {
        if (arena.bullmq().isEmpty()) {
            return;
        }
        arena.redis().appendFsync("always");
        try {
            var ours = measure("focusforge_always", arena.engine().program(), "postgres", "redis");
            var theirs = measure("bullmq_always", arena.bullmq().get(), "redis");
            rounds.add("jobs.vs_bullmq_always", "ratio", ours / theirs);
        } finally {
            arena.redis().appendFsync("everysec");
        }
    }

    private double measure(String name, Contestant contestant, String... servers) throws IOException, SQLException {
        arena.settle();
        var cost = new CpuCost(processes(contestant, servers));
        var answer = contestant.ask("run", jobs);
        var perSecond = jobs / answer.get("seconds").asDouble();
        rounds.add("jobs.%s_per_s".formatted(name), "1/s", perSecond);
        rounds.add(
                "jobs.%s_accept_per_s".formatted(name),
                "1/s",
                jobs / answer.get("acceptSeconds").asDouble());
        cost.perRequest(jobs)
                .forEach((process, micros) -> rounds.add("jobs.%s_cpu: %s".formatted(name, process), "µs", micros));
        return perSecond;
    }

    private Map<String, ProcessTree> processes(Contestant contestant, String... servers) {
        var processes = new LinkedHashMap<String, ProcessTree>();
        processes.put(contestant.name(), contestant.processes());
        for (var server : servers) {
            processes.put(server, arena.server(server));
        }
        return processes;
    }
}
