package io.focusforge.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What was measured: printed, and a line of JSON each in {@code target/cluster.json}, {@code {name, value, unit}} as benchmarks print it. */
final class Figures {
    private static final Path FILE = Path.of("target/cluster.json");

    private Figures() {}

    static void record(String name, double value, String unit) {
        var line = "{\"name\":\"%s\",\"value\":%.1f,\"unit\":\"%s\"}".formatted(name, value, unit);
        System.out.println(line);
        try {
            Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
