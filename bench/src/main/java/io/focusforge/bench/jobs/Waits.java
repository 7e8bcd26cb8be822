package io.focusforge.bench.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.bench.measure.Rounds;
import java.io.IOException;
import java.sql.SQLException;

/** How long a job waits from the call that adds it to the start of its handler: under an even load, and behind the work of others. */
final class Waits {
    private static final int PER_SECOND = 1_000;
    private static final int SECONDS = 5;
    private static final int SMALL_PER_SECOND = 40;
    private static final int BACKLOG = 100_000;
    /** So long that the slots get through 2,000 jobs a second: they are scarce then, and CPU is not. */
    private static final int MILLIS_OF_LARGE = Engine.SLOTS / 2;

    private final Arena arena;
    private final Rounds rounds;

    Waits(Arena arena, Rounds rounds) {
        this.arena = arena;
        this.rounds = rounds;
    }

    void warmUp(int times) throws IOException {
        for (var time = 0; time < times; time++) {
            for (var contestant : arena.contestants()) {
                contestant.ask("pickup", PER_SECOND, SECONDS);
            }
        }
    }

    /** Single jobs at even intervals, whether or not those before were picked up. */
    void pickup() throws Exception {
        var ours = pickup("focusforge", arena.engine().program());
        rounds.add("jobs.pickup_p99_vs_bare_commit", "ratio", ours / bareCommit());
        if (arena.bullmq().isPresent()) {
            rounds.add(
                    "jobs.pickup_p99_vs_bullmq",
                    "ratio",
                    ours / pickup("bullmq", arena.bullmq().get()));
        }
        if (arena.river().isPresent()) {
            pickup("river", arena.river().get());
        }
    }

    /** A small tenant alone, and behind 100,000 jobs of a large one. */
    void fairness() throws IOException, SQLException {
        arena.settle();
        var program = arena.engine().program();
        var idle = small(program, "jobs.small_tenant_idle");
        program.ask("slow-millis", MILLIS_OF_LARGE);
        program.ask("accept-slow", BACKLOG);
        var behind = small(program, "jobs.small_tenant_behind_100000");
        program.ask("slow-millis", 0);
        program.ask("await-all");
        rounds.add("jobs.fairness_p95_ratio", "ratio", behind / idle);
    }

    /** The 99th percentile, which depends on the disk, right after ours. */
    private double bareCommit() throws Exception {
        arena.settle();
        var millis = new BareCommits(arena.postgres().address()).millis(PER_SECOND, SECONDS, Arena.TEXT);
        rounds.add("bare Postgres, a row and its commit p50", "ms", millis[millis.length / 2]);
        var p99 = millis[millis.length * 99 / 100];
        rounds.add("bare Postgres, a row and its commit p99", "ms", p99);
        return p99;
    }

    private double pickup(String name, Contestant contestant) throws IOException, SQLException {
        arena.settle();
        var waits = contestant.ask("pickup", PER_SECOND, SECONDS);
        add("jobs.%s_pickup".formatted(name), waits, "p50", "p99");
        return waits.get("p99").asDouble();
    }

    private double small(Contestant program, String name) throws IOException {
        var waits = program.ask("pickup", SMALL_PER_SECOND, SECONDS);
        add(name, waits, "p50", "p95");
        return waits.get("p95").asDouble();
    }

    private void add(String name, JsonNode waits, String... percentiles) {
        for (var percentile : percentiles) {
            rounds.add(name + "_" + percentile, "ms", waits.get(percentile).asDouble());
        }
    }
}
