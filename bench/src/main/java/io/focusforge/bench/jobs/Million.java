package io.focusforge.bench.jobs;

import io.focusforge.bench.measure.Rounds;
import java.io.IOException;
import java.sql.SQLException;

/** What a million queued jobs change: how fast more are accepted, how fast they are handed to handlers, and what Redis keeps. */
final class Million {
    private static final int ROUNDS = 3;
    private static final int QUEUED = 1_000_000;
    private static final int JOBS = 30_000;
    private static final double MEGABYTE = 1024 * 1024;

    /** Jobs a second. */
    private record Rates(double accept, double dispatch) {}

    private final Arena arena;
    private final OverHttp operator;
    private final Rounds rounds;

    Million(Arena arena, OverHttp operator, Rounds rounds) {
        this.arena = arena;
        this.operator = operator;
        this.rounds = rounds;
    }

    /** The memory is what the queue adds: Redis also holds events of jobs that ended before, up to their streams' own length. */
    void measure() throws IOException, InterruptedException, SQLException {
        var empty = new Rates[ROUNDS];
        for (var round = 0; round < ROUNDS; round++) {
            empty[round] = rates("empty");
            arena.engine().program().ask("await-all");
        }
        operator.pause();
        var before = arena.redis().usedMemory();
        arena.engine().program().ask("accept", QUEUED);
        arena.settle();
        rounds.add("jobs.million_redis_memory", "MB", (arena.redis().usedMemory() - before) / MEGABYTE);
        for (var round = 0; round < ROUNDS; round++) {
            var full = rates("million");
            rounds.add("jobs.million_accept_ratio", "ratio", full.accept() / empty[round].accept());
            rounds.add("jobs.million_dispatch_ratio", "ratio", full.dispatch() / empty[round].dispatch());
        }
        operator.pause();
        arena.postgres().execute("worker", "TRUNCATE jobs");
        operator.resume();
    }

    private Rates rates(String name) throws IOException, InterruptedException {
        operator.pause();
        var program = arena.engine().program();
        var accepted = program.ask("accept", JOBS).get("seconds").asDouble();
        var started = System.nanoTime();
        operator.resume();
        program.ask("await-run", JOBS);
        var dispatched = (System.nanoTime() - started) / 1e9;
        rounds.add("jobs.%s_accept_per_s".formatted(name), "1/s", JOBS / accepted);
        rounds.add("jobs.%s_dispatch_per_s".formatted(name), "1/s", JOBS / dispatched);
        return new Rates(JOBS / accepted, JOBS / dispatched);
    }
}
