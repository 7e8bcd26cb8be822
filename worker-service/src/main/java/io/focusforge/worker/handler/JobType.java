package io.focusforge.worker.handler;

import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import java.time.Duration;
import java.util.Set;

/**
 * A kind of job.
 *
 * @param publicType whether clients may create it, or services only
 * @param secrets fields of the payload that are never shown again
 * @param output of what its jobs return, or null when they return nothing
 */
public record JobType<I>(
        String name, Class<I> input, Defaults defaults, boolean publicType, Set<String> secrets, Class<?> output) {
    /** What a request can leave out. {@code timeout} bounds one attempt. */
    public record Defaults(String queue, Priority priority, int maxAttempts, Duration timeout, RetryPolicy backoff) {}

    public JobType {
        secrets = Set.copyOf(secrets);
    }

    public static <I> JobType<I> internal(String name, Class<I> input, Defaults defaults) {
        return new JobType<>(name, input, defaults, false, Set.of(), null);
    }

    public static <I> JobType<I> open(String name, Class<I> input, Defaults defaults, String... secrets) {
        return new JobType<>(name, input, defaults, true, Set.of(secrets), null);
    }

    /** The same type, whose jobs return this as JSON. */
    public JobType<I> returning(Class<?> result) {
        return new JobType<>(name, input, defaults, publicType, secrets, result);
    }
}
