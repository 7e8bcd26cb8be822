package io.focusforge.bench.memory;

import io.focusforge.bench.Options;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is measured.
 *
 * @param data the directory with the Cranfield collection; without it quality is not measured
 */
public record MemoryOptions(Optional<Path> data) {
    public static MemoryOptions of(Options options) {
        return new MemoryOptions(options.directory("--data"));
    }
}
