package io.focusforge.bench.memory;

import io.focusforge.bench.Options;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is measured.
 *
 * @param cranfield the directory with the collection; without it quality is not measured
 * @param calls how many random calls look for what is another tenant's
 */
public record MemoryOptions(Optional<Path> cranfield, int calls) {
    private static final int CALLS = 1_000_000;

    public static MemoryOptions of(Options options) {
        return new MemoryOptions(options.directory("--cranfield"), options.positive("--calls", CALLS));
    }
}
