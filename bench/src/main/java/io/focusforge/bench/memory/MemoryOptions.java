package io.focusforge.bench.memory;

import io.focusforge.bench.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What is measured, and at which size.
 *
 * @param cranfield the directory with the collection; without it quality is not measured
 * @param calls how many random calls look for what is another tenant's
 * @param chunks how many the large tenant has
 * @param memories how many are imported and exported
 * @param seconds how long memories are added in a round
 */
public record MemoryOptions(
        Optional<Path> cranfield, Set<Part> parts, int calls, int chunks, int memories, int rounds, Duration seconds) {
    private static final int CALLS = 100_000;
    private static final int CHUNKS = 100_000;
    private static final int MEMORIES = 1_000_000;
    private static final int ROUNDS = 3;
    private static final int SECONDS = 6;

    public static MemoryOptions of(Options options) {
        return new MemoryOptions(
                options.directory("--cranfield"),
                Part.of(options.words("--only")),
                options.positive("--calls", CALLS),
                options.positive("--chunks", CHUNKS),
                options.positive("--memories", MEMORIES),
                options.positive("--rounds", ROUNDS),
                Duration.ofSeconds(options.positive("--seconds", SECONDS)));
    }
}
