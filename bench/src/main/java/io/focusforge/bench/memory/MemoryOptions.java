package io.focusforge.bench.memory;

import io.focusforge.bench.Options;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is measured.
 *
 * @param cranfield the directory with the collection; without it quality is not measured
 */
public record MemoryOptions(Optional<Path> cranfield) {
    public static MemoryOptions of(Options options) {
        return new MemoryOptions(options.directory("--cranfield"));
    }
}
