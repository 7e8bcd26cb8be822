package io.focusforge.bench.jobs;

import io.focusforge.bench.Options;

/**
 * How much is measured.
 *
 * @param jobs in a run of one contestant, end to end
 * @param million whether the system with 1,000,000 queued jobs is measured too, which takes minutes
 */
public record JobsOptions(int rounds, int jobs, boolean million) {
    private static final int ROUNDS = 5;
    private static final int JOBS = 50_000;

    public static JobsOptions of(Options options) {
        return new JobsOptions(
                options.positive("--rounds", ROUNDS), options.positive("--jobs", JOBS), options.has("--million"));
    }
}
